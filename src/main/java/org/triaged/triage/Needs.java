package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what of a status needs a person, and says what that person can do. */
final class Needs {

    /** A mail that cannot be read is shown for so long; after it, it is a number among others. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final long LEAST_FREE = 500L << 20;

    private final Instant now;

    private final Duration longestSilence;

    private final boolean daemonRuns;

    private final List<Status.Need> needs = new ArrayList<>();

    Needs(Instant now, Duration longestSilence, boolean daemonRuns) {
        this.now = now;
        this.longestSilence = longestSilence;
        this.daemonRuns = daemonRuns;
    }

    List<Status.Need> of(
            List<Status.OfList> lists,
            Optional<String> brake,
            List<Figures.Quarantined> quarantined,
            Status.Space space,
            List<Outbox.Row> lost,
            List<Breakers.Tripped> tripped) {
        if (space.free() < LEAST_FREE) {
            need(
                    "the disk of the database has " + (space.free() >> 20) + " MiB left",
                    "make room; nothing can be stored on a full disk");
        }
        brake.filter("stop"::equals)
                .ifPresent(stop -> need(
                        "a file STOP holds all mail",
                        "remove it from the data and the conf folder when mail may leave again"));
        tripped.forEach(this::tripped);
        lists.forEach(this::list);
        lost.stream()
                .map(Outbox.Row::list)
                .distinct()
                .forEach(list -> lost(
                        list,
                        lost.stream().filter(row -> row.list().equals(list)).toList()));
        quarantined.stream()
                .filter(some -> some.newest().isAfter(now.minus(NEWS)))
                .forEach(some -> need(
                        "list " + some.list() + " had mail in the last day that cannot be read",
                        "triaged quarantine list"));
        return List.copyOf(needs);
    }

    /** Beside what follows. @param waiting replies that nobody has approved yet */
    Needs approving(List<Outbox.Row> waiting) {
        waiting.stream().map(Outbox.Row::list).distinct().forEach(list -> {
            long count = waiting.stream().filter(row -> row.list().equals(list)).count();
            need(
                    "list " + list + " has " + count + (count == 1 ? " reply that waits" : " replies that wait")
                            + " for approval",
                    "triaged replies list --state waiting --list " + list);
        });
        return this;
    }

    /** Beside what follows. @param demoted rules that record only though their list wants them to speak */
    Needs restoring(List<Demotion> demoted) {
        demoted.forEach(one -> need(
                "rule " + one.rule() + " records only on list " + one.list() + " since " + one.at() + ": " + one.said(),
                "look at what was dismissed: triaged findings list --rule " + one.rule() + " --list " + one.list()
                        + "; when it is right again " + one.restoring() + ", or give it the weight record in the list's"
                        + " file"));
        return this;
    }

    private void tripped(Breakers.Tripped one) {
        String whose = one.list().equals(Breakers.ALL) ? "all mail" : "the mail of list " + one.list();
        need(
                "the circuit breaker holds " + whose + " since " + one.at() + ": " + one.cause() + ", " + one.said(),
                Breaker.isOfTheJournal(one.cause())
                        ? "restore send.journal and the database from one backup, or ask whoever wrote to the data folder;"
                                + " then triaged replies journal rebuild --reason TEXT"
                        : "look at the replies and at the log; then " + Breaker.resuming(one.list()));
    }

    private void lost(String list, List<Outbox.Row> rows) {
        need(
                "list " + list + " has " + rows.size() + " sent " + (rows.size() == 1 ? "reply" : "replies")
                        + " that did not come back in " + Delivery.LOST_AFTER.toHours() + " hours, the oldest is "
                        + rows.get(0).report(),
                "see whether the list holds it for moderation, and whether our folder is still subscribed; until the first"
                        + " reply ever has come back, no other leaves");
    }

    private void list(Status.OfList list) {
        if (list.held() > 0) {
            need(
                    "list " + list.name() + " has " + list.held() + " held replies",
                    "triaged replies list --state held --list " + list.name());
        }
        Instant due = now.minus(longestSilence);
        if (list.polled() && list.lastPoll().filter(last -> last.isAfter(due)).isEmpty()) {
            need(
                    "list " + list.name() + " was "
                            + list.lastPoll()
                                    .map(last -> "last read at " + last)
                                    .orElse("never read"),
                    daemonRuns
                            ? "look in the log for poll-failed and duty-failed, which say why"
                            : "no daemon runs; start it, or see whether cron calls 'triaged once'");
        }
    }

    private void need(String what, String next) {
        needs.add(new Status.Need(what, next));
    }
}
