package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code replies revive}. */
@Command(
        name = "revive",
        description = {
            "Lets an author get mail again to whom two mails of ours had failed for good; until then replies to them go to the"
                    + " list alone. Who, when and why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 that address is not dead, or usage or configuration; 70 internal; 73 another process has"
                    + " the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer"
                    + " now; 77 no permission."
        },
        footer = {"", "Example:", "  triaged replies revive ann@example.org --reason \"the mailbox has room again\""})
final class RepliesRevive implements Callable<Integer> {

    @Mixin
    private final PedalsDesk desk;

    @Parameters(paramLabel = "ADDRESS", description = "Of the author.")
    private String address;

    private final PrintStream out;

    RepliesRevive(PedalsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!desk.ask((pedals, reason) -> pedals.revive(address, reason))) {
            throw desk.mistake(
                    "'" + address + "' is not dead; 'triaged query \"SELECT * FROM dead_address\"' shows who is");
        }
        Utf8.print(out, Terminal.escape(address) + " gets mail again\n");
        return 0;
    }
}
