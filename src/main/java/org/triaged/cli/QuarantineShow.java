package org.triaged.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.triage.Quarantine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code quarantine show}. */
@Command(
        name = "show",
        description = {
            "What is known of one mail in quarantine, and the beginning of its bytes, with control characters escaped.",
            "",
            "Exit status: 0 done; 2 no such mail in quarantine, or usage or configuration; 70 internal; 73 another process has"
                    + " the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer"
                    + " now; 77 no permission."
        },
        footer = {"", "Example: triaged quarantine show 4711"})
final class QuarantineShow implements Callable<Integer> {

    private static final int LINES = 20;

    private static final int COLUMNS = 200;

    @Mixin
    private final QuarantineDesk desk;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "ID", description = "Number of the mail.")
    private long id;

    private final PrintStream out;

    QuarantineShow(QuarantineDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    private record Found(List<Quarantine.Mail> mails, Optional<byte[]> raw) {}

    @Override
    public Integer call() {
        boolean json = format.json();
        Found found = desk.ask(quarantine ->
                new Found(quarantine.mails(new Quarantine.Choice(List.of(id), Optional.empty())), quarantine.raw(id)));
        desk.demand(List.of(id), found.mails());
        Quarantine.Mail mail = found.mails().get(0);
        Utf8.print(
                out,
                json
                        ? QuarantineText.json(mail)
                        : QuarantineText.facts(mail) + "\n"
                                + beginning(found.raw().orElse(new byte[0])));
        return 0;
    }

    private static String beginning(byte[] raw) {
        StringBuilder text = new StringBuilder();
        new String(raw, 0, Math.min(raw.length, LINES * COLUMNS), StandardCharsets.ISO_8859_1)
                .lines()
                .limit(LINES)
                .map(line -> line.length() > COLUMNS ? line.substring(0, COLUMNS) : line)
                .forEach(line -> text.append("  ").append(Terminal.escape(line)).append('\n'));
        return text.toString();
    }
}
