package org.triaged.triage;

import java.time.Instant;

/**
 * Which rows of the audit are wanted; "" stands for any.
 *
 * @param since not the older ones
 * @param object id of what it was done to, such as a report or a Message-ID
 */
public record AuditFilter(Instant since, String actor, String action, String object) {

    /** No clock of ours was ever before that. */
    public static final Instant EVER = Instant.EPOCH;
}
