package org.triaged;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.schedule.Bells;
import org.triaged.triage.Doorbell;
import org.triaged.triage.Duty;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;
import org.triaged.triage.Pulse;
import org.triaged.triage.TriageDaemon;

/** The daemon at work: its bells, and a watchdog beside them. */
final class Service implements AutoCloseable {

    /** A supervisor waits for ten seconds. */
    private static final long LONGEST_GOODBYE_MILLIS = 9_300;

    private static final int TOLD_TO_STOP = 0;

    private final Closing open = new Closing();

    private final TriageDaemon daemon;

    private Service(TriageDaemon daemon) {
        this.daemon = open.last(daemon);
    }

    /** Returns when the daemon is at work. @param ending takes the exit status of what it cannot survive */
    static Service start(Config config, Events events, IntConsumer ending) {
        Pulse pulse = new Pulse(System::nanoTime);
        Doorbell doorbell = new Doorbell();
        Foundation foundation = Foundation.lay(config, events, pulse::beat);
        TriageDaemon daemon =
                Main.daemon(foundation, config, config.schedule().idle() ? Optional.of(doorbell) : Optional.empty());
        Service service = new Service(daemon);
        Bells bells = service.open.last(Bells.hang(
                config.schedule().polling(),
                new Duty("intake", daemon::intake, pulse, events, ending),
                new Duty("triage", daemon::triage, pulse, events, ending),
                new Duty("delivery", daemon::deliver, pulse, events, ending)));
        doorbell.answeredBy(bells::ringForIntake);
        service.open.last(Watchdog.start(pulse, config.schedule().hungAfter(), events, bells::hangAgain, ending));
        events.tell(Event.info(
                "daemon-started",
                "version",
                Verbs.VERSION,
                "data",
                config.dataFolder().toString(),
                "lists",
                config.lists().stream()
                        .map(list -> list.name() + "=" + list.mode().word())
                        .collect(Collectors.joining(","))));
        bells.start();
        return service;
    }

    /** Works until a signal or what it cannot survive, and returns the exit status. */
    static int run(Config config, Events events) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        try (Service service = start(config, events, end::complete)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(service, end, closed, events), "goodbye"));
            int status = end.join();
            events.tell(Event.info("daemon-stops", "status", Integer.toString(status)));
            return status;
        } finally {
            closed.countDown();
        }
    }

    /** Ends the process itself: with a signal the machine would end it with a status of its own. */
    private static void leave(Service service, CompletableFuture<Integer> end, CountDownLatch closed, Events events) {
        end.complete(TOLD_TO_STOP);
        service.daemon.leave();
        try {
            if (!closed.await(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                events.tell(Event.alert("daemon-cut-short", "next", "nothing is lost; the next start goes on"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(end.join());
    }

    @Override
    public void close() {
        daemon.leave();
        open.close();
    }
}
