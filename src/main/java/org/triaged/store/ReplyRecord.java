package org.triaged.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.reply.FrozenReply;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.ReplyState;
import org.triaged.triage.SeriesBook.Decision;
import org.triaged.triage.SeriesBook.Verdict;

/** New rows of tables {@code reply} and {@code reply_covers}. */
final class ReplyRecord {

    private static final String ARRIVAL = """
            SELECT arrival
              FROM mail
             WHERE list = ? AND known_as = ?
            """;

    private static final String KEEP = """
            INSERT INTO reply (report, message_id, list, root, version, kind, judgement, anchor, anchor_arrival, mode, state,
                               raw, sha256, sender, recipients, attempts, next_at, server_line, reason, composed_at,
                               changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?, ?, ?)
            """;

    private static final String COVER = """
            INSERT INTO reply_covers (reply, list, message_id, kind)
            VALUES (?, ?, ?, ?)
            """;

    private static final String KEY_TAKEN = """
            SELECT id
              FROM reply
             WHERE message_id = ?
             UNION ALL
            SELECT id
              FROM reply
             WHERE report = ?
             UNION ALL
            SELECT id
              FROM reply
             WHERE list = ? AND root = ? AND version = ? AND kind = ?
            """;

    private static final String KEEP_ATTEMPT = """
            INSERT INTO reply_attempt (reply, attempt, started_at, ended_at, outcome)
            SELECT id, attempts, ?, ?, ?
              FROM reply
             WHERE message_id = ?
            """;

    private static final String KEEP_TOMBSTONE = """
            INSERT INTO reply (report, message_id, list, root, version, kind, anchor, anchor_arrival, mode, state, sha256,
                               sender, recipients, attempts, next_at, server_line, reason, composed_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'journal', ?, ?, '', '', ?, ?, '', 'from-journal', ?, ?)
            """;

    private ReplyRecord() {}

    static void keep(Sql sql, Verdict verdict, Decision.Speak speak, long judgement) {
        keep(sql, verdict, speak, judgement, "reply", speak.reply(), speak.state(), speak.held());
        speak.forAdmins()
                .ifPresent(copy ->
                        keep(sql, verdict, speak, judgement, "shadow", copy.reply(), copy.state(), copy.held()));
    }

    private static void keep(
            Sql sql,
            Verdict verdict,
            Decision.Speak speak,
            long judgement,
            String kind,
            FrozenReply reply,
            ReplyState state,
            Optional<String> held) {
        String reason = held.orElse("");
        long id = sql.insert(
                KEEP,
                reply.report(),
                reply.messageId().value(),
                reply.list(),
                reply.root().value(),
                reply.version(),
                kind,
                judgement,
                reply.anchor().value(),
                arrival(sql, reply.list(), reply.anchor(), verdict.at()),
                speak.mode().word(),
                state.name(),
                reply.bytes(),
                reply.sha256(),
                reply.sender(),
                lines(reply.recipients()),
                speak.dueAt(),
                reason,
                reply.composed(),
                verdict.at());
        reply.covers().stream().distinct().forEach(mail -> sql.update(COVER, id, reply.list(), mail.value(), kind));
        AuditChain.append(
                sql,
                AuditEntry.ofReply(verdict.at(), state.word(), reply.report(), reply.list(), reply.sha256())
                        .judgedBy(
                                verdict.judgement().profile().id().value(),
                                verdict.judgement().profile().hash(),
                                verdict.judgement().inputHash())
                        .because(reason));
    }

    static void tombstone(Sql sql, JournalEntry.Intent intent, ReplyState state, Instant begun, Instant now) {
        String id = intent.messageId().value();
        String root = intent.root().value();
        if (sql.exists(KEY_TAKEN, id, intent.report(), intent.list(), root, intent.version(), intent.kind())) {
            return;
        }
        sql.update(
                KEEP_TOMBSTONE,
                intent.report(),
                id,
                intent.list(),
                root,
                intent.version(),
                intent.kind(),
                intent.anchor().value(),
                arrival(sql, intent.list(), intent.anchor(), now),
                state.name(),
                intent.sha256(),
                intent.attempt(),
                now,
                now,
                now);
        sql.update(KEEP_ATTEMPT, begun, begun, state.name(), id);
        AuditChain.append(
                sql,
                AuditEntry.ofReply(now, state.word(), intent.report(), intent.list(), intent.sha256())
                        .because("from-journal"));
    }

    /** Recipients as the table keeps them: one a line, since an address may hold anything else. */
    static String lines(List<String> recipients) {
        return String.join("\n", recipients);
    }

    private static Instant arrival(Sql sql, String list, MessageId anchor, Instant unknown) {
        return sql.one(ARRIVAL, row -> row.instant(1), list, anchor.value()).orElse(unknown);
    }
}
