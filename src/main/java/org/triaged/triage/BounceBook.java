package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came back to the address of bounces, and whom mail does not reach. */
public interface BounceBook {

    /** Bytes of a mail are kept for so many days. */
    int DAYS_KEPT = 30;

    /** Why a bounce counts, or does not. */
    enum Verdict {
        AUTHOR,
        LIST,
        NO_TAG,
        UNKNOWN_REPORT,
        NOT_A_REPORT,
        NOT_FAILED,
        OTHER_RECIPIENT,
        UNREADABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A folder of bounces under one UIDVALIDITY. */
    record Place(String account, String folder, long uidValidity) {}

    /**
     * @param report that verified
     * @param address whom it did not reach, in lower case
     * @param status of the server
     */
    record Bounce(
            MailSource.Fetched mail,
            Verdict verdict,
            Optional<String> report,
            Optional<String> list,
            Optional<String> address,
            Optional<String> status) {}

    /** The next UID to read. */
    long next(Place place);

    /**
     * Counts, committed before this returns, that reading a mail is begun.
     *
     * @return how often it was, with this time
     */
    int begin(Place place, long uid);

    /**
     * Keeps what was read, and moves the cursor, both or neither. A report counts once for the same address.
     *
     * @return addresses that are dead from now on: two mails of ours have failed for good
     */
    List<String> keep(Place place, List<Bounce> bounces, long nextUid, Instant now);

    /** The bytes of mails older than {@link #DAYS_KEPT} days go. */
    void forget(Instant now);

    /** The reply of that report. */
    Optional<Outbox.Row> reply(String report);

    /** Those of these addresses that are dead, as written. */
    List<String> dead(List<String> addresses);

    /** False when it was not dead. @param actor an admin; @param why for the audit */
    boolean revive(String address, String actor, String why, Instant now);
}
