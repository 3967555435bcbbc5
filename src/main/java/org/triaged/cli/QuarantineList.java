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

/** The verb {@code quarantine list}. */
@Command(
        name = "list",
        description = {
            "Which mails could not be read, or killed the process, the oldest first; at most 10000.",
            "",
            "Exit status: 0 done; 2 no such mail in quarantine, or usage or configuration; 70 internal; 73 another process has"
                    + " the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer"
                    + " now; 77 no permission."
        },
        footer = {"", "Example: triaged quarantine list --cause crash --format json"})
final class QuarantineList implements Callable<Integer> {

    @Mixin
    private final QuarantineDesk desk;

    @Mixin
    private final Format format = new Format();

    @Option(names = "--cause", paramLabel = "WORD", description = "Those alone that are there for that.")
    private String cause;

    private final PrintStream out;

    QuarantineList(QuarantineDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Quarantine.Choice choice = new Quarantine.Choice(List.of(), Optional.ofNullable(cause));
        List<Quarantine.Mail> mails = desk.ask(quarantine -> quarantine.mails(choice));
        Utf8.print(
                out,
                json
                        ? mails.stream().map(QuarantineText::json).collect(Collectors.joining())
                        : QuarantineText.table(mails, Screen.width()));
        return 0;
    }
}
