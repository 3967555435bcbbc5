package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.KnownFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code findings show}. */
@Command(
        name = "show",
        description = {
            "What is known of one finding: where it was found, whether it was told, and what an admin made of it.",
            "",
            "Exit status: 0 done; 2 no such finding, or " + Asking.OTHER_STATUS
        },
        footer = {"", "Example: triaged findings show 4711.0"})
final class FindingsShow implements Callable<Integer> {

    @Mixin
    private final FindingsDesk desk;

    @Mixin
    private final Format format = new Format();

    private final PrintStream out;

    FindingsShow(FindingsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        KnownFinding finding = desk.ask((open, found) -> found);
        Utf8.print(out, json ? FindingsText.json(finding) : FindingsText.facts(finding));
        return 0;
    }
}
