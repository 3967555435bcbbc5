package org.triaged.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.reply.FrozenReply;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyGrounds;
import org.triaged.triage.ReplyState;

/** Table {@code fallen_finding}, and what other tables say of the ground a reply stands on. */
final class H2ReplyGrounds implements ReplyGrounds {

    private static final String TOLD = """
            SELECT f.place, f.rule, f.severity, f.weight, f.message_id, f.part, f.evidence, f.trailer_key, f.note
              FROM reply r
              JOIN finding f ON f.judgement = r.judgement
             WHERE r.id = ? AND f.spoken
               AND NOT EXISTS (SELECT 1 FROM fallen_finding x WHERE x.reply = r.id AND x.place = f.place)
             ORDER BY f.place
            """;

    private static final String COVERS = """
            SELECT message_id
              FROM reply_covers
             WHERE reply = ?
             ORDER BY message_id
            """;

    private static final String COVERED_ELSEWHERE = """
            SELECT o.message_id
              FROM reply r
              JOIN reply o ON o.list = r.list AND o.kind = r.kind AND o.id <> r.id
             WHERE r.id = ?
               AND EXISTS (SELECT 1
                             FROM reply_covers c
                            WHERE c.reply = r.id AND (c.message_id = o.root OR c.message_id = o.anchor))
             ORDER BY o.id
             FETCH FIRST 1 ROW ONLY
            """;

    /** Changes of the reply, by their hash, that each pull request of the list lacks: none for the one that is sought. */
    private static final String PULLED = """
            SELECT DISTINCT s.root
              FROM reply_covers c
              JOIN mail m ON m.list = c.list AND m.known_as = c.message_id
              JOIN patch p ON p.mail = m.id
              JOIN patch q ON q.diff_sha256 = p.diff_sha256
              JOIN series_patch t ON t.mail = q.mail
              JOIN series s ON s.id = t.series AND s.list = c.list AND s.pull AND s.merged_into IS NULL
             WHERE c.reply = ?
               AND NOT EXISTS (SELECT 1
                                 FROM reply_covers c2
                                 JOIN mail m2 ON m2.list = c2.list AND m2.known_as = c2.message_id
                                 JOIN patch p2 ON p2.mail = m2.id
                                WHERE c2.reply = c.reply AND p2.diff_sha256 IS NOT NULL
                                  AND NOT EXISTS (SELECT 1
                                                    FROM series_patch t2
                                                    JOIN patch q2 ON q2.mail = t2.mail
                                                   WHERE t2.series = s.id AND q2.diff_sha256 = p2.diff_sha256))
             ORDER BY s.root
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String COMPOSED_ANEW = """
            SELECT 1
              FROM fallen_finding
             WHERE reply = ?
            """;

    private static final String COMPOSE_ANEW = """
            UPDATE reply
               SET raw = ?, sha256 = ?, sender = ?, recipients = ?, composed_at = ?, state = ?, reason = ?, changed_at = ?
             WHERE id = ? AND state = 'READY' AND attempts = 0
            """;

    private static final String FALL = """
            INSERT INTO fallen_finding (reply, place, reason, proof, fell_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    private final Transactions transactions;

    H2ReplyGrounds(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Told> told(Outbox.Row row) {
        return transactions.read(sql -> sql.list(TOLD, H2ReplyGrounds::told, row.id()));
    }

    @Override
    public List<MessageId> covers(Outbox.Row row) {
        return transactions.read(sql -> sql.list(COVERS, H2ReplyGrounds::messageId, row.id()));
    }

    @Override
    public Optional<MessageId> coveredElsewhere(Outbox.Row row) {
        return transactions.read(sql -> sql.one(COVERED_ELSEWHERE, H2ReplyGrounds::messageId, row.id()));
    }

    @Override
    public Optional<MessageId> pulled(Outbox.Row row) {
        return transactions.read(sql -> sql.one(PULLED, H2ReplyGrounds::messageId, row.id()));
    }

    @Override
    public boolean composedAnew(Outbox.Row row) {
        return transactions.read(sql -> sql.exists(COMPOSED_ANEW, row.id()));
    }

    @Override
    public boolean composeAnew(
            Outbox.Row row,
            FrozenReply reply,
            List<Fallen> fallen,
            ReplyState state,
            Optional<String> held,
            Instant now) {
        return transactions.writeToDisk(
                "outbox.recomposed", sql -> composeAnew(sql, row, reply, fallen, state, held.orElse(""), now));
    }

    private static boolean composeAnew(
            Sql sql,
            Outbox.Row row,
            FrozenReply reply,
            List<Fallen> fallen,
            ReplyState state,
            String reason,
            Instant now) {
        int changed = sql.update(
                COMPOSE_ANEW,
                reply.bytes(),
                reply.sha256(),
                reply.sender(),
                ReplyRecord.lines(reply.recipients()),
                reply.composed(),
                state.name(),
                reason,
                now,
                row.id());
        if (changed == 0) {
            return false;
        }
        fallen.forEach(one -> sql.update(
                FALL, row.id(), one.told().place(), one.reason(), one.proof().map(MessageId::value), now));
        AuditEntry anew = AuditEntry.ofReply(now, "recomposed", row.report(), row.list(), reply.sha256());
        AuditChain.append(sql, anew.because(reasons(fallen)).saying(said(fallen)));
        if (state != ReplyState.READY) {
            AuditEntry step = AuditEntry.ofReply(now, state.word(), row.report(), row.list(), reply.sha256());
            AuditChain.append(sql, step.because(reason));
        }
        return true;
    }

    private static String reasons(List<Fallen> fallen) {
        return fallen.stream().map(Fallen::reason).distinct().collect(Collectors.joining(" "));
    }

    private static String said(List<Fallen> fallen) {
        return fallen.stream().map(H2ReplyGrounds::said).collect(Collectors.joining("; "));
    }

    private static String said(Fallen fallen) {
        Finding finding = fallen.told().finding();
        return finding.rule()
                + finding.number().map(part -> " part " + part).orElse("")
                + ": " + fallen.reason()
                + fallen.proof().map(mail -> ", shown by " + mail.value()).orElse("");
    }

    private static MessageId messageId(Sql.Row row) throws SQLException {
        return new MessageId(row.text(1));
    }

    private static Told told(Sql.Row row) throws SQLException {
        return new Told(
                row.integer(1),
                new Finding(
                        new RuleId(row.text(2)),
                        Severity.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                        Weight.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                        row.maybeText(5).map(MessageId::new),
                        row.maybeText(6).map(Integer::valueOf),
                        row.text(7),
                        row.text(8),
                        row.text(9)));
    }
}
