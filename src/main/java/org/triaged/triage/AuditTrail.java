package org.triaged.triage;

import java.time.Instant;

/** What nobody can take back. Use cases write here what no other port writes in its own transaction. */
public interface AuditTrail {

    /** @param action stable word; @param kind and @param object what it was done to; @param reason "" when none */
    void note(String action, String kind, String object, String reason, Instant now);

    /** The same, done by an admin. @param actor a user of this machine */
    void noteBy(String actor, String action, String kind, String object, String reason, Instant now);

    /** Number and hash of the newest row, {@code number:hash}. */
    String head();
}
