package org.triaged.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.mail.MessageId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code replies confirm}. */
@Command(
        name = "confirm",
        description = {
            "Notes that a mail did arrive, as when somebody has found it in the list's archive. Nothing is sent.",
            "",
            "Exit status: 0 done; 2 no such reply or in another state, or usage or configuration; 70 internal; 73 another"
                    + " process has the data folder and does not answer; 74 it is damaged or holds nothing; 75 the daemon"
                    + " cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged replies confirm T-jyj7qfnwub --reason \"it is in the archive\""})
final class RepliesConfirm implements Callable<Integer> {

    @Mixin
    private final RepliesDeed deed;

    @Option(
            names = "--mail",
            paramLabel = "MESSAGE-ID",
            description = "The mail that shows it, as where the list gave ours another id. Default: our own id.")
    private String mail;

    RepliesConfirm(RepliesDeed deed) {
        this.deed = deed;
    }

    @Override
    public Integer call() {
        return deed.done(Optional.ofNullable(mail).map(this::id));
    }

    private MessageId id(String written) {
        try {
            return new MessageId(written.strip().replaceAll("^<|>$", ""));
        } catch (IllegalArgumentException e) {
            throw deed.desk().mistake("--mail: '" + written + "' is no Message-ID");
        }
    }
}
