package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.triaged.triage.Quarantine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code quarantine retry}. */
@Command(
        name = "retry",
        description = {
            "Has mails in quarantine read once more in the next round, with a new count of attempts, as after a new version"
                    + " of triaged. One that fails again is quarantined again. Who, when and why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 no such mail in quarantine, or usage or configuration; 70 internal; 73 another process has"
                    + " the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer"
                    + " now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged quarantine retry 4711 4712 --reason \"mended in 1.1\"",
            "  triaged quarantine retry --all --cause too-deep --reason \"mended in 1.1\""
        })
final class QuarantineRetry implements Callable<Integer> {

    @Mixin
    private final QuarantineDesk desk;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Numbers of the mails.")
    private List<Long> ids = List.of();

    @Option(names = "--all", description = "All that are in quarantine, or with --cause those alone.")
    private boolean all;

    @Option(names = "--cause", paramLabel = "WORD", description = "With --all: those that are there for that.")
    private String cause;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String reason;

    private final PrintStream out;

    QuarantineRetry(QuarantineDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        if (all == !ids.isEmpty()) {
            throw desk.mistake("one of ID... and --all is needed");
        }
        if (cause != null && !all) {
            throw desk.mistake("--cause goes with --all");
        }
        if (reason.isBlank()) {
            throw desk.mistake("--reason: say why, for the audit");
        }
        Quarantine.Choice choice = new Quarantine.Choice(ids, Optional.ofNullable(cause));
        List<Quarantine.Mail> retried = desk.ask(quarantine -> {
            desk.demand(ids, quarantine.mails(choice));
            return quarantine.retry(choice, reason);
        });
        Utf8.print(
                out, json ? retried.stream().map(QuarantineText::json).collect(Collectors.joining()) : text(retried));
        return 0;
    }

    private static String text(List<Quarantine.Mail> retried) {
        return retried.isEmpty()
                ? "nothing is in quarantine that fits\n"
                : retried.size() + (retried.size() == 1 ? " mail is" : " mails are")
                        + " read once more in the next round: "
                        + retried.stream().map(mail -> Long.toString(mail.id())).collect(Collectors.joining(", "))
                        + "\n";
    }
}
