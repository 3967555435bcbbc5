package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.Replies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code replies show}. */
@Command(
        name = "show",
        description = {
            "What is known of one mail of ours: where it stands and why, whom it is for, what it tells of.",
            "",
            "Exit status: 0 done; 2 no such reply, or usage or configuration; 70 internal; 73 another process has the data"
                    + " folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now; 77"
                    + " no permission."
        },
        footer = {"", "Example: triaged replies show T-jyj7qfnwub"})
final class RepliesShow implements Callable<Integer> {

    @Mixin
    private final RepliesDesk desk;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "REPORT", description = "Report id of the mail, T- and ten characters.")
    private String report;

    private final PrintStream out;

    RepliesShow(RepliesDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Replies.Reply reply = desk.ask(replies -> desk.demand(replies, report));
        Utf8.print(out, json ? RepliesText.json(reply) : RepliesText.facts(reply));
        return 0;
    }
}
