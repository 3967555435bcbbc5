package org.triaged.triage;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.triaged.triage.Breakers.Tripped;
import org.triaged.triage.Events.Event;

/**
 * Breaks sending off when something looks like a fault of ours, for one list or for all. It is kept in the database and in
 * the send journal, so that neither a restart nor an older database lets mail go on; only an admin does.
 */
public final class Breaker {

    /** Cause: a line in the middle of the send journal does not verify. */
    public static final String JOURNAL_DAMAGED = "journal-damaged";

    /** Cause: the send journal does not know of a mail that was sent. */
    static final String JOURNAL_BEHIND = "journal-behind";

    private final Breakers kept;

    private final SendJournal journal;

    private final Events events;

    private final InstantSource clock;

    private final ClockWatch clockWatch;

    public Breaker(Breakers kept, SendJournal journal, Events events, InstantSource clock, ClockWatch clockWatch) {
        this.kept = kept;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
        this.clockWatch = clockWatch;
    }

    /** Trips what is due for a list that is live. */
    void look(WatchedList list) {
        clockWatch
                .jump()
                .ifPresent(apart -> trip(
                        Breakers.ALL,
                        "clock",
                        "the wall clock jumped by " + apart.truncatedTo(ChronoUnit.SECONDS)
                                + " against the time that passed"));
        if (list.mode() == Mode.LIVE && holding(list.name()).isEmpty()) {
            kept.symptom(list.name(), list.sending().tolerance(), clock.instant())
                    .ifPresent(symptom -> trip(list.name(), symptom.cause(), symptom.said()));
        }
    }

    /** What holds the mail of that list. */
    Optional<String> holding(String list) {
        return kept.holding().stream()
                .filter(one -> one.list().equals(Breakers.ALL) || one.list().equals(list))
                .map(Tripped::cause)
                .findFirst();
    }

    /** The database first: who dies before the journal knows makes up for it at the next start. */
    void trip(String list, String cause, String said) {
        if (kept.trip(new Tripped(list, cause, said, clock.instant()))) {
            witness(list, cause);
            events.tell(Event.alert(
                    "breaker-tripped",
                    "list",
                    list,
                    "cause",
                    cause,
                    "said",
                    said,
                    "next",
                    "nothing is sent there until an admin has looked: " + resuming(list)));
        }
    }

    /**
     * The journal first: who dies before the database knows makes up for it at the next start. False when nothing held.
     *
     * @param actor an admin; @param why for the audit
     */
    boolean resume(String list, String actor, String why) {
        Optional<Tripped> held =
                kept.holding().stream().filter(one -> one.list().equals(list)).findFirst();
        held.ifPresent(one -> {
            journal.append(JournalEntry.Event.RESUME, Map.of("list", list, "cause", one.cause(), "admin", actor));
            kept.resume(list, actor, why, clock.instant());
            events.tell(Event.info("breaker-resumed", "list", list, "cause", one.cause(), "admin", actor));
        });
        return held.isPresent();
    }

    /** Holds the database against what the journal says of breakers; at start, before anything else runs. */
    void reconcile(List<JournalEntry> history) {
        Map<String, JournalEntry> newest = new TreeMap<>();
        for (JournalEntry entry : history) {
            if (entry.event() == JournalEntry.Event.TRIP || entry.event() == JournalEntry.Event.RESUME) {
                newest.put(entry.fields().getOrDefault("list", Breakers.ALL), entry);
            }
        }
        Map<String, Tripped> holding = new LinkedHashMap<>();
        kept.holding().forEach(one -> holding.put(one.list(), one));
        newest.forEach((list, entry) -> reconcile(list, entry, Optional.ofNullable(holding.remove(list))));
        holding.forEach((list, one) -> witness(list, one.cause()));
    }

    private void reconcile(String list, JournalEntry entry, Optional<Tripped> held) {
        String cause = entry.fields().getOrDefault("cause", "journal");
        if (entry.event() == JournalEntry.Event.TRIP) {
            if (held.isEmpty()) {
                kept.trip(new Tripped(list, cause, "the send journal says so", clock.instant()));
                events.tell(Event.alert(
                        "breaker-tripped",
                        "list",
                        list,
                        "cause",
                        cause,
                        "said",
                        "the send journal says so",
                        "next",
                        "nothing is sent there until an admin has looked: " + resuming(list)));
            }
        } else if (held.isPresent() && held.get().at().isAfter(entry.at())) {
            witness(list, held.get().cause());
        } else if (held.isPresent()) {
            kept.resume(
                    list, entry.fields().getOrDefault("admin", "unknown"), "the send journal says so", clock.instant());
        }
    }

    /** True when an admin has resumed all mail after that cause had tripped, and said so in the journal since then. */
    static boolean resumedSince(List<JournalEntry> history, String cause, Instant then) {
        return history.stream()
                .anyMatch(entry -> entry.event() == JournalEntry.Event.RESUME
                        && cause.equals(entry.fields().get("cause"))
                        && entry.at().isAfter(then));
    }

    private void witness(String list, String cause) {
        journal.append(JournalEntry.Event.TRIP, Map.of("list", list, "cause", cause));
    }

    /** What an admin types. */
    static String resuming(String list) {
        return "triaged replies resume " + (list.equals(Breakers.ALL) ? "--all" : "--list " + list) + " --reason TEXT";
    }

    /** True for a cause that lies in the send journal: what mends it is to rebuild that. */
    static boolean isOfTheJournal(String cause) {
        return cause.equals(JOURNAL_BEHIND) || cause.equals(JOURNAL_DAMAGED);
    }

    /** For a status: those that hold. */
    List<Tripped> holding() {
        return kept.holding();
    }
}
