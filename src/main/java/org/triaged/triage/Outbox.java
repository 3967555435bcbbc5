package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;

/** The replies and how far each has come. Every change of state is one transaction with its audit row. */
public interface Outbox {

    /** READY rows whose time has come, or lies hours ahead since the clock was put back; at most {@code limit} of each list, the longest waiting first. */
    List<Row> ready(Instant now, int limit);

    List<Row> in(Set<ReplyState> states);

    Optional<Row> find(MessageId messageId);

    /**
     * One reply.
     *
     * @param changed when it came into this state
     * @param bytes none for a tombstone
     * @param kind reply or shadow
     * @param mode of the list when it was made, as a word
     * @param released an admin had it sent though it was held; its age does not count
     */
    record Row(
            long id,
            String report,
            MessageId messageId,
            String list,
            MessageId root,
            int version,
            MessageId anchor,
            ReplyState state,
            int attempts,
            Instant composed,
            Instant changed,
            Instant anchorArrival,
            String sender,
            List<String> recipients,
            Optional<byte[]> bytes,
            String sha256,
            String kind,
            String mode,
            boolean released) {

        public Row {
            recipients = List.copyOf(recipients);
        }

        /** For admins alone, and for no list. */
        public boolean shadow() {
            return kind.equals("shadow");
        }
    }

    /**
     * Moves a row on. False when it was no longer in the expected state: somebody else did it. Moving to SENDING counts an
     * attempt.
     */
    boolean move(Row row, Step step);

    /**
     * @param nextAt when a READY row may be looked at again
     * @param said what the server said, as it came
     * @param reason word of the last look or of the doubt; "" when the step explains itself
     * @param proof the mail that shows it
     */
    record Step(
            ReplyState from,
            ReplyState to,
            Instant at,
            Optional<Instant> nextAt,
            String said,
            String reason,
            Optional<MessageId> proof) {

        public static Step of(ReplyState from, ReplyState to, Instant at) {
            return new Step(from, to, at, Optional.empty(), "", "", Optional.empty());
        }

        public Step because(String why) {
            return new Step(from, to, at, nextAt, said, why, proof);
        }

        public Step said(String line) {
            return new Step(from, to, at, nextAt, line, reason, proof);
        }

        public Step notBefore(Instant next) {
            return new Step(from, to, at, Optional.of(next), said, reason, proof);
        }

        public Step provenBy(MessageId mail) {
            return new Step(from, to, at, nextAt, said, reason, Optional.of(mail));
        }
    }

    /** From now on the row goes to these recipients; noted in the audit. The bytes stay as they are. */
    void narrow(Row row, List<String> recipients, String reason, Instant now);

    /**
     * A row without bytes for a mail the journal knows and the database forgot; nothing happens when the key is taken.
     *
     * @param begun when its newest transmission was; it counts for the caps
     */
    void tombstone(JournalEntry.Intent intent, ReplyState state, Instant begun, Instant now);

    /** Mails of the list that left and have not come back. */
    int unseen(String list);

    /** Of these, without those that left before then: they were lost, and hold nobody up. */
    int onTheirWay(String list, Instant since);

    /** Those that left before then and have not come back, the oldest first. */
    List<Row> lost(Instant before);

    /** Notes in the audit that a reply was lost. False when that was noted before. */
    boolean noteLost(Row row, Instant now);

    /** How many attempts at that row ended in doubt. */
    int doubts(Row row);

    /** True once a reply on that list has come back. */
    boolean everSeen(String list);

    /** Transmissions since that instant, over all lists. */
    int transmittedSince(Instant since);

    /** The same, without those of that row. */
    int othersSince(Row row, Instant since);

    /** Of these the ones to the author of the series that the row is about; 0 when nobody knows who that is. */
    int toAuthorSince(Row row, Instant since);

    /** Of these the ones that speak of the same set of rules. */
    int toAuthorOfSameRulesSince(Row row, Instant since);

    /**
     * Keeps that a READY row waits, and for what. One row of a batch must not be in the way of others for long.
     *
     * @param next when to look at it again; empty: as before
     */
    void waits(Row row, String reason, Instant now, Optional<Instant> next);

    /** Those of its recipients, as written, who want no copy since it was composed. */
    List<String> unwilling(Row row);

    /** What it tells, and what of that admins have set aside since; empty for a tombstone. */
    List<ToldFinding> told(Row row);

    /** A mail with a higher version of the series of this row, if one has arrived. */
    Optional<MessageId> newerVersion(Row row);

    /** True when a mail under the id of this row lies in the folder: the database forgot that it left. */
    boolean returned(Row row);

    /** True while a mail of that list is stored that nobody has read yet; one in quarantine is not waited for. */
    boolean unread(String list);

    /** When the last poll of the list's folder finished; empty before the first. */
    Optional<Instant> lastPoll(String list);
}
