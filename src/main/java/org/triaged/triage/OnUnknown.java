package org.triaged.triage;

/** What becomes of a reply that may have left, and did not come back. */
public enum OnUnknown {
    /** A person looks. */
    HOLD,
    /** The same bytes leave once more; in doubt again, a person looks. */
    RESEND_ONCE
}
