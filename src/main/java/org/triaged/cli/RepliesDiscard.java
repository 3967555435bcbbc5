package org.triaged.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code replies discard}. */
@Command(
        name = "discard",
        description = {
            "Has a mail never sent. Nothing is taken back of one that left already.",
            "",
            "Exit status: 0 done; 2 no such reply or in another state, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon"
                    + " cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged replies discard T-jyj7qfnwub --reason \"the author was told by phone\""})
final class RepliesDiscard implements Callable<Integer> {

    @Mixin
    private final RepliesDeed deed;

    RepliesDiscard(RepliesDeed deed) {
        this.deed = deed;
    }

    @Override
    public Integer call() {
        return deed.done(Optional.empty());
    }
}
