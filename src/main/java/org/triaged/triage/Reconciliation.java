package org.triaged.triage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.triage.Events.Event;

/**
 * Holds the database against the send journal at start, before anything else runs. What the journal witnessed is never
 * forgotten; running it twice changes nothing.
 */
public final class Reconciliation {

    private static final Set<ReplyState> NOT_SENT = EnumSet.of(ReplyState.READY, ReplyState.SENDING);

    private static final Set<ReplyState> NOT_KNOWN_SENT =
            EnumSet.of(ReplyState.READY, ReplyState.SENDING, ReplyState.UNKNOWN);

    private static final Set<ReplyState> LEFT = EnumSet.of(ReplyState.SENT, ReplyState.SEEN);

    private final Outbox outbox;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final TriedReplies tried;

    private final String database;

    private final Breaker breaker;

    private final Events events;

    private final InstantSource clock;

    /** @param database its id, which is made with it */
    public Reconciliation(
            Outbox outbox,
            SendJournal journal,
            AuditTrail audit,
            TriedReplies tried,
            String database,
            Breaker breaker,
            Events events,
            InstantSource clock) {
        this.outbox = outbox;
        this.journal = journal;
        this.audit = audit;
        this.tried = tried;
        this.database = database;
        this.breaker = breaker;
        this.events = events;
        this.clock = clock;
    }

    /** What the journal says of one report: its newest intent, and the newest line that ends it. */
    private record Witness(
            JournalEntry.Intent intent, Instant begun, Optional<JournalEntry.Event> outcome, boolean onlyDeferred) {

        Witness then(JournalEntry.Event event) {
            boolean deferred = onlyDeferred && event == JournalEntry.Event.DEFERRED;
            boolean seenBefore = outcome.filter(JournalEntry.Event.SEEN::equals).isPresent();
            return new Witness(intent, begun, seenBefore ? outcome : Optional.of(event), deferred);
        }

        Witness again(Witness next) {
            boolean ended = outcome.filter(
                            event -> event != JournalEntry.Event.DEFERRED && event != JournalEntry.Event.RELEASED)
                    .isPresent();
            return new Witness(next.intent, next.begun, ended ? outcome : Optional.empty(), onlyDeferred);
        }

        /** An admin has found that it did not arrive: from then on it may leave, as after a refusal for a while. */
        Witness released() {
            return new Witness(intent, begun, Optional.of(JournalEntry.Event.RELEASED), false);
        }

        /** Every attempt was refused for a while: nothing ever left. */
        boolean nothingLeft() {
            return onlyDeferred && outcome.isPresent();
        }
    }

    public void run() {
        List<JournalEntry> history = journal.history();
        admitRollback(history);
        breaker.reconcile(history);
        boolean whole = !journal.damaged() && knowsTheNewestStart(history);
        Map<String, Witness> witnesses = witnesses(history);
        Set<String> mentioned = history.stream().map(JournalEntry::report).collect(Collectors.toSet());
        witnesses.values().forEach(this::reconcile);
        for (Outbox.Row row : outbox.in(EnumSet.of(ReplyState.SENDING))) {
            // The journal is written before the mail: no line, no mail.
            move(row, whole ? ReplyState.READY : ReplyState.UNKNOWN, "no intent in the journal");
        }
        for (Outbox.Row row : outbox.in(LEFT)) {
            // One that was seen, but never sent by this database, has no more than that line.
            if (!mentioned.contains(row.report())
                    && !Breaker.resumedSince(history, Breaker.JOURNAL_BEHIND, row.changed())) {
                breaker.trip(
                        Breakers.ALL,
                        Breaker.JOURNAL_BEHIND,
                        "the journal does not know of " + row.report() + ", which was sent");
                events.tell(Event.alert(
                        "journal-behind",
                        "report",
                        row.report(),
                        "state",
                        row.state().word(),
                        "next",
                        "the journal does not know of a mail that was sent; restore send.journal and the database from"
                                + " one backup, or: triaged replies journal rebuild --reason TEXT"));
            }
        }
        if (!whole && !journal.damaged() && !tried.inRows().isEmpty()) {
            breaker.trip(
                    Breakers.ALL,
                    Breaker.JOURNAL_BEHIND,
                    "the journal does not know of the newest start of this database");
        }
        if (journal.damaged()) {
            breaker.trip(Breakers.ALL, Breaker.JOURNAL_DAMAGED, "a line in the middle of send.journal does not verify");
            events.tell(Event.alert(
                    "journal-damaged",
                    "next",
                    "nothing is sent until an admin has looked: " + Breaker.resuming(Breakers.ALL)));
        }
    }

    /** Each start stands in the journal before it stands in the audit, so a journal without it was lost, or is an older one. */
    private boolean knowsTheNewestStart(List<JournalEntry> history) {
        long start = audit.newestStart();
        return start == 0
                || history.stream()
                        .filter(entry -> entry.event() == JournalEntry.Event.OPEN)
                        .filter(entry -> database.equals(entry.fields().get("database")))
                        .anyMatch(entry -> auditRow(entry) >= start - 1);
    }

    private static long auditRow(JournalEntry open) {
        return Long.parseLong(open.fields().getOrDefault("audit", "0:").split(":", 2)[0]);
    }

    /** The audit is a chain: a database that holds the newest row the journal names holds all before it. */
    private void admitRollback(List<JournalEntry> history) {
        long admitted = audit.rollbackAdmitted();
        Optional<JournalEntry> ahead = newest(history, admitted, "audit")
                .filter(entry -> !audit.holds(entry.fields().get("audit")));
        Optional<JournalEntry> foreign = newest(history, admitted, "database")
                .filter(entry -> !database.equals(entry.fields().get("database")));
        if (ahead.isEmpty() && foreign.isEmpty()) {
            return;
        }
        String said = foreign.isPresent()
                ? "the journal was written beside another database"
                : "the journal names row " + ahead.get().fields().get("audit") + " of the audit, which is not there";
        long line = history.get(history.size() - 1).number();
        audit.admitRollback(line, said, clock.instant());
        events.tell(Event.alert(
                "db-rollback",
                "journal-line",
                Long.toString(line),
                "said",
                said,
                "next",
                "mails the journal knows are not sent again; others wait until their folder was read anew"));
    }

    private static Optional<JournalEntry> newest(List<JournalEntry> history, long after, String field) {
        for (int i = history.size() - 1; i >= 0 && history.get(i).number() > after; i--) {
            if (history.get(i).fields().containsKey(field)) {
                return Optional.of(history.get(i));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Witness> witnesses(List<JournalEntry> history) {
        Map<String, Witness> witnesses = new LinkedHashMap<>();
        for (JournalEntry entry : history) {
            switch (entry.event()) {
                case INTENT ->
                    witnesses.merge(
                            entry.report(),
                            new Witness(intent(entry), entry.at(), Optional.empty(), true),
                            Witness::again);
                case ACCEPTED, DEFERRED, REFUSED, AMBIGUOUS, SEEN, DISCARDED ->
                    witnesses.computeIfPresent(entry.report(), (report, known) -> known.then(entry.event()));
                case RELEASED -> witnesses.computeIfPresent(entry.report(), (report, known) -> known.released());
                case OPEN, TRIP, RESUME, STOP -> {
                    // About the journal or the brakes, not about a mail.
                }
            }
        }
        return witnesses;
    }

    private void reconcile(Witness witness) {
        Optional<Outbox.Row> known = outbox.find(witness.intent().messageId());
        if (known.isEmpty()) {
            if (!witness.nothingLeft()) {
                outbox.tombstone(witness.intent(), forgotten(witness), witness.begun(), clock.instant());
                events.tell(Event.alert(
                        "reply-forgotten", "report", witness.intent().report()));
            }
            return;
        }
        Outbox.Row row = known.get();
        ReplyState state = row.state();
        if (witness.outcome().isEmpty() || witness.outcome().get() == JournalEntry.Event.AMBIGUOUS) {
            moveIf(NOT_SENT.contains(state), row, ReplyState.UNKNOWN, "intent without an outcome");
            return;
        }
        switch (witness.outcome().get()) {
            case ACCEPTED -> moveIf(NOT_KNOWN_SENT.contains(state), row, ReplyState.SENT, "journal: accepted");
            case SEEN -> moveIf(state != ReplyState.SEEN, row, ReplyState.SEEN, "journal: seen");
            case DEFERRED -> moveIf(state == ReplyState.SENDING, row, ReplyState.READY, "journal: deferred");
            case REFUSED -> moveIf(state == ReplyState.SENDING, row, ReplyState.FAILED, "journal: refused");
            case DISCARDED ->
                moveIf(
                        NOT_KNOWN_SENT.contains(state) || state == ReplyState.HELD,
                        row,
                        ReplyState.DISCARDED,
                        "journal: discarded");
            case RELEASED -> moveIf(state == ReplyState.SENDING, row, ReplyState.READY, "journal: released");
            case OPEN, INTENT, AMBIGUOUS, TRIP, RESUME, STOP ->
                throw new IllegalStateException(
                        "not an outcome: " + witness.outcome().get());
        }
    }

    private static ReplyState forgotten(Witness witness) {
        return witness.outcome()
                .map(event -> switch (event) {
                    case ACCEPTED -> ReplyState.SENT;
                    case SEEN -> ReplyState.SEEN;
                    case REFUSED -> ReplyState.FAILED;
                    case DISCARDED -> ReplyState.DISCARDED;
                    case AMBIGUOUS, DEFERRED, OPEN, INTENT, RELEASED, TRIP, RESUME, STOP -> ReplyState.UNKNOWN;
                })
                .orElse(ReplyState.UNKNOWN);
    }

    private void moveIf(boolean behind, Outbox.Row row, ReplyState to, String reason) {
        if (behind) {
            move(row, to, reason);
        }
    }

    private void move(Outbox.Row row, ReplyState to, String reason) {
        if (outbox.move(row, Outbox.Step.of(row.state(), to, clock.instant()).because(reason))) {
            events.tell(Event.info(
                    "reply-reconciled",
                    "report",
                    row.report(),
                    "from",
                    row.state().word(),
                    "to",
                    to.word()));
        }
    }

    private static JournalEntry.Intent intent(JournalEntry entry) {
        Map<String, String> fields = entry.fields();
        return new JournalEntry.Intent(
                fields.get("report"),
                new MessageId(fields.get("mid")),
                fields.get("list"),
                new MessageId(fields.get("root")),
                Integer.parseInt(fields.get("version").substring(1)),
                new MessageId(fields.get("anchor")),
                fields.get("sha256"),
                Integer.parseInt(fields.get("attempt")),
                Integer.parseInt(fields.get("recipients")),
                // Lines written before there was more than one kind have none.
                fields.getOrDefault("kind", "reply"));
    }
}
