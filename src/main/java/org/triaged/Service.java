package org.triaged;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.ConfigMistakes;
import org.triaged.config.Mistake;
import org.triaged.control.ControlServer;
import org.triaged.metrics.MetricsServer;
import org.triaged.schedule.Bells;
import org.triaged.store.Database;
import org.triaged.triage.ChangedProfiles;
import org.triaged.triage.Doorbell;
import org.triaged.triage.Duty;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;
import org.triaged.triage.Housekeeping;
import org.triaged.triage.OpenDesk;
import org.triaged.triage.Overview;
import org.triaged.triage.Pulse;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.UnfitWords;

/** The daemon at work: its bells, and a watchdog beside them. */
final class Service implements AutoCloseable {

    /** A supervisor waits for ten seconds. */
    private static final long LONGEST_GOODBYE_MILLIS = 9_300;

    private static final int TOLD_TO_STOP = 0;

    private final Closing open = new Closing();

    private final TriageDaemon daemon;

    private final Foundation foundation;

    /** The log, and what is kept for admins. */
    private final Events events;

    private final Doorbell doorbell = new Doorbell();

    private final Bells bells;

    private final Watchdog watchdog;

    private final Comparing comparing;

    private volatile Config config;

    private volatile Overview overview;

    private Service(Config config, Events log, IntConsumer ending) {
        this.config = config;
        Pulse pulse = new Pulse(System::nanoTime);
        foundation = Foundation.lay(config, log, point -> pulse.beat());
        events = foundation.events();
        daemon = open.last(Main.daemon(foundation, config, listening(config)));
        Database store = foundation.database();
        comparing = new Comparing(store, InstantSource.system());
        Housekeeping housekeeping = new Housekeeping(store, doorbell, events, InstantSource.system(), ending);
        bells = open.last(Bells.hang(
                config.schedule().polling(),
                new Duty("intake", whileOpen(daemon::intake), store, pulse, events, ending),
                new Duty("triage", whileOpen(daemon::triage), store, pulse, events, ending),
                inTurn(
                        new Duty("delivery", whileOpen(daemon::deliver), store, pulse, events, ending),
                        new Duty("admin-mail", whileOpen(daemon::tellAdmins), store, pulse, events, ending)),
                new Duty("housekeeping", housekeeping::run, store, pulse, events, ending)));
        doorbell.answeredBy(bells::ringForIntake);
        overview = foundation.overview(config);
        // When a step hangs, the database may be what it waits for.
        watchdog = open.last(Watchdog.start(pulse, config.schedule().hungAfter(), log, bells::hangAgain, ending));
        try {
            open.last(ControlServer.open(Desks.place(config), desk(), events, ending));
            config.metrics().ifPresent(this::answerMonitors);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when the daemon is at work. @param ending takes the exit status of what it cannot survive */
    static Service start(Config config, Events events, IntConsumer ending) {
        Service service = new Service(config, events, ending);
        events.tell(Event.info(
                "daemon-started",
                "version",
                Verbs.VERSION,
                "data",
                config.dataFolder().toString(),
                "lists",
                modes(config)));
        service.bells.start();
        return service;
    }

    /**
     * Reads conf again and goes on by it once what is under way has finished. A broken conf changes nothing.
     *
     * @param actor who wants it
     * @return what is wrong with it, a line each; empty when it is in force
     */
    synchronized List<String> reload(String actor) {
        try {
            Config fresh = ConfigLoader.load(config.confFolder(), Optional.of(config.dataFolder()));
            if (!fresh.keyFile().equals(config.keyFile())) {
                return refused(List.of(config.confFolder() + ": another 'key-file' needs a new start of the daemon"));
            }
            if (!Desks.place(fresh).equals(Desks.place(config))) {
                return refused(List.of(config.confFolder() + ": another 'control' needs a new start of the daemon"));
            }
            if (!fresh.metrics().equals(config.metrics())) {
                return refused(List.of(config.confFolder() + ": another 'metrics' needs a new start of the daemon"));
            }
            foundation.refuseUnfitWords(fresh);
            foundation.admitProfiles(fresh);
            daemon.replace(foundation.useCases(fresh, listening(fresh)));
            bells.follow(fresh.schedule().polling());
            watchdog.allow(fresh.schedule().hungAfter());
            overview = foundation.overview(fresh);
            config = fresh;
            foundation.loaded(actor, fresh);
            events.tell(Event.info("config-reloaded", "lists", modes(fresh)));
            bells.ringForIntake();
            return List.of();
        } catch (ConfigMistakes e) {
            return refused(e.mistakes().stream().map(Mistake::toString).toList());
        } catch (UnfitWords e) {
            return refused(List.of(e.getMessage()));
        } catch (ChangedProfiles e) {
            return refused(e.each());
        }
    }

    private OpenDesk desk() {
        return new OpenDesk(
                foundation.database().reader(),
                () -> overview,
                () -> foundation.selftest(config),
                foundation::verifyAudit,
                foundation::quarantine,
                foundation::backup,
                foundation::pedals,
                foundation::replies,
                foundation::findings,
                (question, progress) -> comparing.fresh(config, question, progress),
                Optional.of(new OpenDesk.Daemon(ProcessHandle.current().pid(), this::reload)),
                () -> {});
    }

    private void answerMonitors(Config.MetricsPlace place) {
        OpenDesk desk = desk();
        open.last(MetricsServer.open(
                MetricsServer.place(place.address(), place.port()),
                desk::status,
                () -> config.schedule().hungAfter(),
                Verbs.VERSION));
    }

    private List<String> refused(List<String> mistakes) {
        events.tell(Event.alert(
                "config-refused",
                "mistakes",
                Integer.toString(mistakes.size()),
                "first",
                mistakes.get(0),
                "next",
                "the conf read before stays in force; 'triaged config check' shows all"));
        return mistakes;
    }

    private Optional<Doorbell> listening(Config to) {
        return to.schedule().idle() ? Optional.of(doorbell) : Optional.empty();
    }

    private Runnable whileOpen(Runnable work) {
        return () -> {
            if (!foundation.database().closed()) {
                work.run();
            }
        };
    }

    /** The second whatever becomes of the first. */
    private static Runnable inTurn(Duty first, Duty second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    private static String modes(Config config) {
        return config.lists().stream()
                .map(list -> list.name() + "=" + list.mode().word())
                .collect(Collectors.joining(","));
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
        if (!inTime(closed)) {
            events.tell(Event.alert("daemon-cut-short", "next", "nothing is lost; the next start goes on"));
        }
        Runtime.getRuntime().halt(end.join());
    }

    private static boolean inTime(CountDownLatch closed) {
        try {
            return closed.await(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        daemon.leave();
        open.close();
    }
}
