package org.triaged.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.config.Config;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code health}. */
@Command(
        name = "health",
        description = {
            "For monitors: says in one line whether the database answers and every list was polled lately, that is within"
                    + " 'hung-after' of the schedule, three intervals or more. What else a person should look at is told by"
                    + " 'triaged status'.",
            "",
            "Exit status: 0 healthy; 1 a list was not polled lately; " + Asking.OTHER_STATUS
        },
        footer = {"", "Example: triaged health --conf /etc/triaged --data /var/lib/triaged"})
final class HealthVerb implements Callable<Integer> {

    private static final int NOT_POLLED = 1;

    @Mixin
    private final Asking asking;

    @Mixin
    private final Format format = new Format();

    private final PrintStream out;

    HealthVerb(Asking asking, PrintStream out) {
        this.asking = asking;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        List<Late> late = asking.ask(HealthVerb::late);
        Utf8.print(out, json ? json(late) : text(late));
        return late.isEmpty() ? 0 : NOT_POLLED;
    }

    /** A list that should have been polled since. */
    private record Late(String list, Optional<Instant> lastPoll, Duration longest) {}

    private static List<Late> late(Config config, AdminDesk desk) {
        Status status = desk.status();
        Duration longest = config.schedule().hungAfter();
        Instant oldest = status.at().minus(longest);
        return status.lists().stream()
                .filter(Status.OfList::polled)
                .filter(list ->
                        list.lastPoll().filter(poll -> !poll.isBefore(oldest)).isEmpty())
                .map(list -> new Late(list.name(), list.lastPoll(), longest))
                .toList();
    }

    private static String json(List<Late> late) {
        return new JsonLine("health")
                .flag("healthy", late.isEmpty())
                .objects("late", late, (one, into) -> into.text("list", one.list())
                        .time("last_poll", one.lastPoll()))
                .end();
    }

    private static String text(List<Late> late) {
        if (late.isEmpty()) {
            return "healthy\n";
        }
        StringBuilder text = new StringBuilder();
        late.forEach(one -> text.append("list ")
                .append(Terminal.escape(one.list()))
                .append(one.lastPoll()
                        .map(poll -> " was last polled at " + poll + ", longer ago than " + one.longest())
                        .orElse(" was never polled"))
                .append("; see 'triaged status' and the log of the daemon\n"));
        return text.toString();
    }
}
