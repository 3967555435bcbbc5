package org.triaged.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.triaged.mail.Sha256;
import org.triaged.triage.AuditAction;
import org.triaged.triage.AuditTrail;

/**
 * Tables {@code audit} and {@code audit_text}. Each row holds the hash of the row before it, so none can be changed or
 * taken away without a trace. Free text is hashed with a random salt and may be erased; the chain still verifies.
 */
final class AuditChain {

    private static final String HEAD = """
            SELECT number, row_hash
              FROM audit
             ORDER BY number DESC
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String APPEND = """
            INSERT INTO audit (number, noted_at, actor, action, object_kind, object_id, list, profile, profile_sha256,
                               input_sha256, reply_sha256, reason, proof, payload_sha256, prev_hash, row_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String KEEP_TEXT = """
            INSERT INTO audit_text (sha256, salt, content)
            VALUES (?, ?, ?)
            """;

    static final Head EMPTY = new Head(0, "0".repeat(64));
    private static final int SALT_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private AuditChain() {}

    /** The newest row; number 0 when there is none. */
    record Head(long number, String hash) {

        static Head of(String text) {
            int colon = text.indexOf(':');
            return new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        }

        @Override
        public String toString() {
            return number + ":" + hash;
        }
    }

    static Head head(Sql sql) {
        return sql.one(HEAD, row -> new Head(row.number(1), row.text(2))).orElse(EMPTY);
    }

    /** In the transaction of the change it describes. */
    static void append(Sql sql, AuditEntry entry) {
        append(sql, AuditTrail.DAEMON, entry);
    }

    /** The same, done by an admin. */
    static void append(Sql sql, String actor, AuditEntry entry) {
        if (!AuditAction.known(entry.action())) {
            throw new IllegalStateException("docs/audit.md names no action " + entry.action());
        }
        Head before = head(sql);
        long number = before.number() + 1;
        String payloadHash = keepText(sql, entry.said());
        sql.update(
                APPEND,
                number,
                entry.at(),
                actor,
                entry.action(),
                entry.objectKind(),
                entry.objectId(),
                entry.list(),
                entry.profile(),
                entry.profileHash(),
                entry.inputHash(),
                entry.replyHash(),
                entry.reason(),
                entry.proof(),
                payloadHash,
                before.hash(),
                entry.chained(before.hash(), number, actor, payloadHash));
    }

    private static String keepText(Sql sql, String text) {
        if (text.isEmpty()) {
            return "";
        }
        byte[] random = new byte[SALT_BYTES];
        RANDOM.nextBytes(random);
        String salt = HexFormat.of().formatHex(random);
        String hash = Sha256.hex(salt + text);
        sql.update(KEEP_TEXT, hash, salt, text);
        return hash;
    }
}
