package org.triaged.triage;

import java.util.Locale;

/** Where a reply stands. A final state keeps the key occupied, so a series never gets a second row. */
public enum ReplyState {
    /** Mode record: kept, never sent. */
    RECORDED,
    /** Mode dry-run: lies in the outbox folder. */
    WRITTEN,
    /** Mode approve: until an admin approves it, it grows too old, or is discarded. */
    WAITING,
    READY,
    SENDING,
    SENT,
    /** Came back through the list. */
    SEEN,
    /** The server gave no clear answer; never sent again by the passing of time. */
    UNKNOWN,
    /** Waits for a person. */
    HELD,
    FAILED,
    SUPPRESSED,
    EXPIRED,
    DISCARDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with that word. */
    public static ReplyState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
