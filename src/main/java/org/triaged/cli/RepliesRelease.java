package org.triaged.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code replies release}. */
@Command(
        name = "release",
        description = {
            "Sends a mail that is held, the same bytes under the same Message-ID, after a last look. Be sure that it did not arrive.",
            "",
            "Exit status: 0 done; 2 no such reply or in another state, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon"
                    + " cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged replies release T-jyj7qfnwub --reason \"not in the archive after a day\""})
final class RepliesRelease implements Callable<Integer> {

    @Mixin
    private final RepliesDeed deed;

    RepliesRelease(RepliesDeed deed) {
        this.deed = deed;
    }

    @Override
    public Integer call() {
        return deed.done(Optional.empty());
    }
}
