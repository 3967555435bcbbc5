package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mails that could not be read, or that the process died of: to be looked at, taken out, or read once more. */
public interface Quarantine {

    /** More are not answered at once; the oldest come first. */
    int MOST = 10_000;

    /**
     * One mail. What it says of itself is empty where nobody got so far.
     *
     * @param cause stable word, such as {@code crash} or {@code too-deep}
     * @param size in bytes, as the server counts them
     * @param since when it was given up
     * @param attempts how often reading it was begun
     */
    record Mail(
            long id,
            String list,
            String cause,
            Optional<String> messageId,
            Optional<String> subject,
            Optional<String> senderName,
            Optional<String> senderAddress,
            long size,
            Instant arrival,
            Instant since,
            int attempts) {}

    /** @param mails empty: all; @param cause empty: whatever it was */
    record Choice(List<Long> mails, Optional<String> cause) {

        public static final Choice ALL = new Choice(List.of(), Optional.empty());

        public Choice {
            mails = List.copyOf(mails);
        }
    }

    /** Those of the choice that are in quarantine. */
    List<Mail> mails(Choice choice);

    /** The bytes as they came; of a mail over the size limit its head. Empty when it is not in quarantine. */
    Optional<byte[]> raw(long mail);

    /**
     * Those of the choice that are in quarantine leave it, and are read in the next round with a new count of attempts.
     * Each is noted in the audit; one that fails again is quarantined again.
     *
     * @param why for the audit
     * @return as they were before
     */
    List<Mail> retry(Choice choice, String why);
}
