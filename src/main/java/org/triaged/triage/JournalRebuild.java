package org.triaged.triage;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.triage.JournalEntry.Event;

/**
 * Writes into the send journal what it does not know any more: each reply that was ever begun to be sent, as the database
 * has it, and each that lies in a list's folder and in no row. It adds lines and changes none; running it twice adds nothing.
 */
public final class JournalRebuild {

    private final TriedReplies tried;

    private final OwnMails own;

    private final Outbox outbox;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final Breaker breaker;

    private final String database;

    private final InstantSource clock;

    /** @param database its id, which is made with it */
    public JournalRebuild(
            TriedReplies tried,
            OwnMails own,
            Outbox outbox,
            SendJournal journal,
            AuditTrail audit,
            Breaker breaker,
            String database,
            InstantSource clock) {
        this.tried = tried;
        this.own = own;
        this.outbox = outbox;
        this.journal = journal;
        this.audit = audit;
        this.breaker = breaker;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Returns how many replies were written down that the journal did not know. The breaker is let go last: who dies before
     * that has sent nothing, and rebuilds again.
     *
     * @param actor an admin; @param why for the audit
     */
    int run(String actor, String why) {
        Map<String, Set<Event>> known = known();
        int written = 0;
        for (TriedReplies.Tried reply : tried.inRows()) {
            written += write(reply, known.getOrDefault(reply.intent().report(), Set.of())) ? 1 : 0;
        }
        for (TriedReplies.Returned mail : tried.inFoldersAlone()) {
            Optional<JournalEntry.Intent> ours = own.read(mail);
            if (ours.isPresent()) {
                TriedReplies.Tried back = new TriedReplies.Tried(ours.get(), ReplyState.SEEN);
                written += write(back, known.getOrDefault(ours.get().report(), Set.of())) ? 1 : 0;
                outbox.tombstone(ours.get(), ReplyState.SEEN, mail.arrival(), clock.instant());
            }
        }
        journal.append(Event.OPEN, Map.of("database", database, "version", "rebuilt", "audit", audit.head()));
        audit.noteBy(actor, "journal-rebuilt", "daemon", Integer.toString(written), why, clock.instant());
        Optional<String> held = breaker.holding(Breakers.ALL);
        if (held.filter(Breaker::isOfTheJournal).isPresent()) {
            breaker.resume(Breakers.ALL, actor, why);
        }
        return written;
    }

    private Map<String, Set<Event>> known() {
        return journal.entries().stream()
                .collect(Collectors.groupingBy(
                        JournalEntry::report,
                        LinkedHashMap::new,
                        Collectors.mapping(JournalEntry::event, Collectors.toCollection(HashSet::new))));
    }

    /** False when the journal has it all. */
    private boolean write(TriedReplies.Tried reply, Set<Event> known) {
        boolean begun = known.contains(Event.INTENT);
        List<Event> missing = outcome(reply.state()).stream()
                .filter(event -> !begun || !known.contains(event))
                .toList();
        if (!begun) {
            journal.intent(reply.intent(), audit.head());
        }
        missing.forEach(event -> journal.append(event, fields(event, reply.intent())));
        return !begun || !missing.isEmpty();
    }

    /** What the journal would say of a reply in that state. */
    private static List<Event> outcome(ReplyState state) {
        return switch (state) {
            case SENT -> List.of(Event.ACCEPTED);
            case SEEN -> List.of(Event.SEEN);
            case FAILED -> List.of(Event.REFUSED);
            case DISCARDED -> List.of(Event.DISCARDED);
            case SENDING, UNKNOWN, HELD -> List.of(Event.AMBIGUOUS);
            case RECORDED, WRITTEN, WAITING, READY, SUPPRESSED, EXPIRED -> List.of(Event.DEFERRED);
        };
    }

    private static Map<String, String> fields(Event event, JournalEntry.Intent intent) {
        return event == Event.SEEN
                ? Map.of("report", intent.report(), "mid", intent.messageId().value())
                : Map.of("report", intent.report(), "attempt", Integer.toString(intent.attempt()), "code", "none");
    }
}
