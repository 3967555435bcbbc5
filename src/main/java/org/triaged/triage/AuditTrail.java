package org.triaged.triage;

import java.time.Instant;
import java.util.List;

/** What nobody can take back. Use cases write here what no other port writes in its own transaction. */
public interface AuditTrail {

    /** The actor where no person is. */
    String DAEMON = "daemon";

    /** @param action stable word; @param kind and @param object what it was done to; @param reason "" when none */
    void note(String action, String kind, String object, String reason, Instant now);

    /** The same, done by an admin. @param actor a user of this machine */
    void noteBy(String actor, String action, String kind, String object, String reason, Instant now);

    /**
     * Notes that conf was read, and what in it is not as it was.
     *
     * @param actor who had it read: {@code daemon} at its start, or a user of this machine
     */
    void loaded(String actor, List<InForce> facts, Instant now);

    /** Computes all hashes anew. @param heads rows that the send journal names */
    AuditCheck verify(List<JournalHead> heads);

    /** Number and hash of the newest row, {@code number:hash}. */
    String head();

    /** Number of the row that notes the newest start of the daemon; 0 before the first. */
    long newestStart();

    /** True when the row that {@link #head} named at that time is there: false in a database that is older. */
    boolean holds(String head);

    /**
     * Notes that the send journal is ahead of this database. From then on no folder counts as polled, until it was read
     * again from the cursor of this database.
     *
     * @param line newest of the journal
     */
    void admitRollback(long line, String said, Instant now);

    /** Line of the journal at which that was noted last; 0 when it never was. */
    long rollbackAdmitted();
}
