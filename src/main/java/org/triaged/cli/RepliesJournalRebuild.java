package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.Pedals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code replies journal rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Writes into the send journal what it does not know any more: each reply whose sending was ever begun, as the"
                    + " database has it, and each mail of ours in a list's folder. Lines are added and none is changed. Mail that"
                    + " was held for the journal may leave again. First see whether the lost file can be found: what is known to"
                    + " it alone cannot be rebuilt. Who, when and why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 usage or configuration; 70 internal; 73 another process has the data folder and does not"
                    + " answer; 74 it is damaged, holds nothing, or has no journal, which a start of the daemon makes; 75 the"
                    + " daemon cannot answer now; 77 no permission."
        },
        footer = {"", "Example:", "  triaged replies journal rebuild --reason \"the disk was replaced\""})
final class RepliesJournalRebuild implements Callable<Integer> {

    @Mixin
    private final PedalsDesk desk;

    private final PrintStream out;

    RepliesJournalRebuild(PedalsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        int written = desk.ask(Pedals::rebuildJournal);
        Utf8.print(
                out,
                written == 0
                        ? "the send journal knows every reply\n"
                        : "the send journal knows " + written + (written == 1 ? " reply" : " replies") + " more\n");
        return 0;
    }
}
