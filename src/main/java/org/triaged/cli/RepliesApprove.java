package org.triaged.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code replies approve}. */
@Command(
        name = "approve",
        description = {
            "Lets a mail of mode approve go: it is sent after a last look at what came since.",
            "",
            "Exit status: 0 done; 2 no such reply or in another state, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon"
                    + " cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged replies approve T-jyj7qfnwub --reason \"read it, it is right\""})
final class RepliesApprove implements Callable<Integer> {

    @Mixin
    private final RepliesDeed deed;

    RepliesApprove(RepliesDeed deed) {
        this.deed = deed;
    }

    @Override
    public Integer call() {
        return deed.done(Optional.empty());
    }
}
