package org.triaged.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Sha256;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.JournalHead;

/**
 * Computes every hash of the audit anew, and holds against it the rows that the send journal names. Rows are read some
 * hundred at a time, however many there are.
 */
final class AuditVerification {

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

    private final Sql sql;
    private final long admitted;
    private final Map<Long, List<JournalHead>> named = new HashMap<>();
    private AuditChain.Head before = AuditChain.EMPTY;
    private int there;
    private int forgotten;
    private Optional<JournalHead> strange = Optional.empty();

    private AuditVerification(Sql sql, List<JournalHead> heads, long admitted) {
        this.sql = sql;
        this.admitted = admitted;
        heads.forEach(head ->
                named.merge(AuditChain.Head.of(head.head()).number(), List.of(head), AuditVerification::joined));
    }

    /** @param admitted line of the journal up to which it may name rows that a rollback took */
    static AuditCheck of(Sql sql, List<JournalHead> heads, long admitted) {
        AuditVerification verification = new AuditVerification(sql, heads, admitted);
        Optional<AuditCheck.Broken> broken = verification.walk();
        if (broken.isEmpty()) {
            verification.named.values().forEach(rest -> rest.forEach(verification::gone));
        }
        return new AuditCheck(
                verification.before.number(),
                verification.before.toString(),
                broken,
                verification.there,
                verification.forgotten,
                verification.strange);
    }

    private Optional<AuditCheck.Broken> walk() {
        compare();
        List<Link> links = linksAfterHead();
        while (!links.isEmpty()) {
            for (Link link : links) {
                Optional<String> fault = link.fault(before);
                if (fault.isPresent()) {
                    return Optional.of(new AuditCheck.Broken(link.number(), fault.get()));
                }
                before = new AuditChain.Head(link.number(), link.hash());
                compare();
            }
            links = linksAfterHead();
        }
        return Optional.empty();
    }

    private void compare() {
        for (JournalHead head :
                Optional.ofNullable(named.remove(before.number())).orElse(List.of())) {
            if (head.head().equals(before.toString())) {
                there++;
            } else {
                gone(head);
            }
        }
    }

    private void gone(JournalHead head) {
        if (head.line() <= admitted) {
            forgotten++;
        } else if (strange.filter(other -> other.line() < head.line()).isEmpty()) {
            strange = Optional.of(head);
        }
    }

    private List<Link> linksAfterHead() {
        return sql.list(LINKS_AFTER, AuditVerification::link, before.number());
    }

    private static List<JournalHead> joined(List<JournalHead> some, List<JournalHead> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private record Link(
            long number,
            String actor,
            AuditEntry entry,
            String payloadHash,
            String previousHash,
            String hash,
            Optional<String> salt) {

        Optional<String> fault(AuditChain.Head before) {
            if (number != before.number() + 1) {
                return Optional.of("row " + (before.number() + 1) + " is missing before it");
            }
            if (!previousHash.equals(before.hash())) {
                return Optional.of("it follows another row than number " + before.number());
            }
            if (!hash.equals(entry.chained(before.hash(), number, actor, payloadHash))) {
                return Optional.of("it is not what was written");
            }
            return salt.filter(grain -> !payloadHash.equals(Sha256.hex(grain + entry.said())))
                    .map(grain -> "its text is not what was written");
        }
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
