package org.triaged.triage;

import java.time.Instant;

/**
 * A mail as the database keeps it. Its bytes stay there until {@link Ledger#raw} is asked for them: a thread may hold
 * more than the heap.
 *
 * @param size as the server counts; over the limit only the head is kept
 * @param answerable it arrived above the watermark of its folder
 */
public record StoredMail(long id, String list, String sha256, Instant arrival, long size, boolean answerable) {}
