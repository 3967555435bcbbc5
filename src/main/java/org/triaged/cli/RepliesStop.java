package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.Pedals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code replies stop}. */
@Command(
        name = "stop",
        description = {
            "Stops all sending at once, with a file STOP in the data folder; mail is read and judged as before. Removing the"
                    + " file lets mail go on. Who, when and why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 usage or configuration; 70 internal; 73 another process has the data folder and does not"
                    + " answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {"", "Example:", "  triaged replies stop --reason \"a wrong word in a reply\""})
final class RepliesStop implements Callable<Integer> {

    @Mixin
    private final PedalsDesk desk;

    private final PrintStream out;

    RepliesStop(PedalsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        String file = desk.ask(Pedals::stop);
        Utf8.print(out, "nothing is sent while there is " + file + "; remove it when mail may leave again\n");
        return 0;
    }
}
