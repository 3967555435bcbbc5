package org.triaged.store;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    private static final String LINKS_AFTER = """
            SELECT a.number, a.noted_at, a.actor, a.action, a.object_kind, a.object_id, a.list, a.profile,
                   a.profile_sha256, a.input_sha256, a.reply_sha256, a.reason, a.proof, a.payload_sha256, a.prev_hash,
                   a.row_hash, t.salt, t.content
              FROM audit a
              LEFT JOIN audit_text t ON t.sha256 = a.payload_sha256
             WHERE a.number > ?
             ORDER BY a.number
             FETCH FIRST 500 ROWS ONLY
            """;

    private static final Head EMPTY = new Head(0, "0".repeat(64));
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

    private record Link(
            long number,
            String actor,
            AuditEntry entry,
            String payloadHash,
            String previousHash,
            String hash,
            Optional<String> salt) {

        boolean follows(Head before) {
            return number == before.number() + 1
                    && previousHash.equals(before.hash())
                    && hash.equals(entry.chained(before.hash(), number, actor, payloadHash))
                    && salt.map(grain -> payloadHash.equals(Sha256.hex(grain + entry.said())))
                            .orElse(true);
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

    /** Number of the first row that is not what was written; empty when all are. */
    static OptionalLong firstBroken(Sql sql) {
        Head before = EMPTY;
        List<Link> links = linksAfter(sql, before);
        while (!links.isEmpty()) {
            for (Link link : links) {
                if (!link.follows(before)) {
                    return OptionalLong.of(link.number());
                }
                before = new Head(link.number(), link.hash());
            }
            links = linksAfter(sql, before);
        }
        return OptionalLong.empty();
    }

    private static List<Link> linksAfter(Sql sql, Head head) {
        return sql.list(LINKS_AFTER, AuditChain::link, head.number());
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

    private static Link link(Sql.Row row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                row.instant(2),
                row.text(4),
                row.text(5),
                row.text(6),
                row.text(7),
                row.text(8),
                row.text(9),
                row.text(10),
                row.text(11),
                row.text(12),
                row.text(13),
                row.text(18));
        return new Link(row.number(1), row.text(3), entry, row.text(14), row.text(15), row.text(16), row.maybeText(17));
    }
}
