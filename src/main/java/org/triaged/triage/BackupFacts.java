package org.triaged.triage;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What a backup holds, as it says itself.
 *
 * @param file of the backup
 * @param size bytes of that file
 * @param database id of the database
 * @param schema version of its schema
 * @param made when
 * @param mails rows of the table {@code mail}
 * @param replies rows of the table {@code reply}
 * @param auditHead number and hash of the newest row of the audit, {@code 0:000...} when there is none
 * @param key whether the key of our message ids is in it; it is not when conf keeps it elsewhere
 * @param journal whether the send journal is in it; there is none before the first start has ended
 */
public record BackupFacts(
        Path file,
        long size,
        String database,
        String schema,
        Instant made,
        long mails,
        long replies,
        String auditHead,
        boolean key,
        boolean journal) {}
