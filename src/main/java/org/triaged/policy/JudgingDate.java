package org.triaged.policy;

import java.time.Duration;
import java.time.Instant;
import org.triaged.mail.Envelope;

/** The date that chooses the policy for a mail; never the time of processing. */
public final class JudgingDate {

    /** A Date further before the arrival is not believed. */
    public static final Duration LONGEST_TRANSIT = Duration.ofDays(7);

    private JudgingDate() {}

    /** Its Date when that lies within seven days before the arrival, else the arrival. */
    public static Instant of(Envelope mail) {
        boolean believable = !mail.date().isAfter(mail.arrival())
                && !mail.date().isBefore(mail.arrival().minus(LONGEST_TRANSIT));
        return believable ? mail.date() : mail.arrival();
    }
}
