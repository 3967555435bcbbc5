package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code status}. */
@Command(
        name = "status",
        description = {
            "How everything stands, on one screen: lists, polls, replies, brakes, space, and what needs a person. JSON"
                    + " is as in docs/status.schema.json.",
            "",
            "Exit status: 0 all is well; 1 something needs a person, and the output says what and what to do; 2 usage or"
                    + " configuration; 70 internal; 73 another process has the data folder and does not answer; 74 the"
                    + " data folder is damaged or empty; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged status --conf /etc/triaged --data /var/lib/triaged",
            "  triaged status --format json"
        })
final class StatusVerb implements Callable<Integer> {

    private static final int A_PERSON_IS_NEEDED = 1;

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    private final PrintStream out;

    private final Paint paint;

    StatusVerb(Asking asking, PrintStream out, Paint paint) {
        this.asking = asking;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Status status = asking.ask(AdminDesk::status);
        Utf8.print(out, json ? StatusLines.json(status) : new StatusLines(status, paint).text(Screen.width()));
        return status.needs().isEmpty() ? 0 : A_PERSON_IS_NEEDED;
    }
}
