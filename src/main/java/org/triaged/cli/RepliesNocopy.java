package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.reply.MailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code replies nocopy}. */
@Command(
        name = "nocopy",
        description = {
            "Leaves an author out of the mails about his series, who asked for that: they go to the list alone. Who, when and"
                    + " why is kept in the audit.",
            "",
            "Exit status: 0 done; 2 it is so already, or " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged replies nocopy ann@example.org --reason \"asked for it on the list\"",
            "  triaged replies nocopy ann@example.org --remove --reason \"wants them again\""
        })
final class RepliesNocopy implements Callable<Integer> {

    @Mixin
    private final PedalsDesk desk;

    @Parameters(paramLabel = "ADDRESS", description = "Of the author.")
    private String address;

    @Option(names = "--remove", description = "The author gets copies again.")
    private boolean remove;

    private final PrintStream out;

    RepliesNocopy(PedalsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (MailAddress.of(address).isEmpty()) {
            throw desk.mistake(
                    "'" + address + "' is no address that we write to; give it bare, such as ann@example.org");
        }
        if (!desk.ask((pedals, reason) -> pedals.nocopy(address, remove, reason))) {
            throw desk.mistake("'" + address + "' gets "
                    + (remove ? "its copies already" : "no copy already")
                    + "; 'triaged query \"SELECT * FROM nocopy\"' shows who gets none");
        }
        Utf8.print(
                out,
                Terminal.escape(address)
                        + (remove
                                ? " gets copies again\n"
                                : " gets no copy; mails about its series go to the list alone\n"));
        return 0;
    }
}
