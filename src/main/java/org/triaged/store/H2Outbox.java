package org.triaged.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyState;
import org.triaged.triage.ToldFinding;

/** Tables {@code reply} and {@code reply_attempt}: where each reply stands. */
final class H2Outbox implements Outbox {

    private static final String READY = """
            SELECT id, report, message_id, list, root, version, anchor, state, attempts, composed_at, changed_at,
                   anchor_arrival, sender, recipients, raw, sha256, kind, mode, released_at IS NOT NULL
              FROM reply
             WHERE state = 'READY' AND (next_at <= ? OR next_at > ?)
            QUALIFY ROW_NUMBER() OVER (PARTITION BY list ORDER BY next_at, id) <= ?
             ORDER BY next_at, id
            """;

    private static final String IN_STATE = """
            SELECT id, report, message_id, list, root, version, anchor, state, attempts, composed_at, changed_at,
                   anchor_arrival, sender, recipients, raw, sha256, kind, mode, released_at IS NOT NULL
              FROM reply
             WHERE state = ?
             ORDER BY id
            """;

    private static final String FIND = """
            SELECT id, report, message_id, list, root, version, anchor, state, attempts, composed_at, changed_at,
                   anchor_arrival, sender, recipients, raw, sha256, kind, mode, released_at IS NOT NULL
              FROM reply
             WHERE message_id = ?
            """;

    private static final String MOVE = """
            UPDATE reply
               SET state = ?, changed_at = ?, next_at = COALESCE(?, next_at), attempts = attempts + ?,
                   server_line = CASE WHEN ? = '' THEN server_line ELSE ? END, reason = ?, proof = ?
             WHERE id = ? AND state = ?
            """;

    private static final String BEGIN_ATTEMPT = """
            INSERT INTO reply_attempt (reply, attempt, started_at)
            SELECT id, attempts, ?
              FROM reply
             WHERE id = ?
            """;

    private static final String END_ATTEMPT = """
            UPDATE reply_attempt
               SET ended_at = ?, outcome = ?, server_line = ?
             WHERE reply = ? AND outcome IS NULL
            """;

    private static final String ATTEMPTS = """
            SELECT attempts
              FROM reply
             WHERE id = ?
            """;

    private static final String NARROW = """
            UPDATE reply
               SET recipients = ?
             WHERE id = ?
            """;

    private static final String UNSEEN = """
            SELECT COUNT(*)
              FROM reply
             WHERE list = ? AND kind = 'reply' AND state IN ('SENT', 'UNKNOWN')
            """;

    private static final String ON_THEIR_WAY = """
            SELECT COUNT(*)
              FROM reply
             WHERE list = ? AND kind = 'reply' AND (state = 'UNKNOWN' OR state = 'SENT' AND changed_at >= ?)
            """;

    private static final String LOST = """
            SELECT id, report, message_id, list, root, version, anchor, state, attempts, composed_at, changed_at,
                   anchor_arrival, sender, recipients, raw, sha256, kind, mode, released_at IS NOT NULL
              FROM reply
             WHERE state = 'SENT' AND kind = 'reply' AND changed_at < ?
             ORDER BY changed_at, id
            """;

    private static final String NOTED_AS_LOST = """
            SELECT 1
              FROM audit
             WHERE object_kind = 'reply' AND object_id = ? AND action = 'reply-lost'
            """;

    private static final String EVER_SEEN = """
            SELECT 1
              FROM reply
             WHERE list = ? AND kind = 'reply' AND state = 'SEEN'
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String TRANSMITTED = """
            SELECT COUNT(*)
              FROM reply_attempt
             WHERE started_at >= ? AND (outcome IS NULL OR outcome NOT IN ('READY', 'FAILED'))
            """;

    private static final String OTHERS_TRANSMITTED = """
            SELECT COUNT(*)
              FROM reply_attempt
             WHERE started_at >= ? AND (outcome IS NULL OR outcome NOT IN ('READY', 'FAILED')) AND reply <> ?
            """;

    private static final String TO_AUTHOR = """
            SELECT COUNT(*)
              FROM reply_attempt a
              JOIN reply_author r ON r.reply = a.reply
              JOIN reply_author mine ON mine.reply = ? AND mine.author = r.author
             WHERE a.started_at >= ? AND (a.outcome IS NULL OR a.outcome NOT IN ('READY', 'FAILED')) AND a.reply <> mine.reply
            """;

    /** Of which rules a mail spoke that only the send journal knows, nobody can tell; it counts for any. */
    private static final String TO_AUTHOR_OF_SAME_RULES = """
            SELECT COUNT(*)
              FROM reply_attempt a
              JOIN reply_author r ON r.reply = a.reply
              JOIN reply_author mine ON mine.reply = ? AND mine.author = r.author
             WHERE a.started_at >= ? AND (a.outcome IS NULL OR a.outcome NOT IN ('READY', 'FAILED')) AND a.reply <> mine.reply
               AND (r.judgement IS NULL
                    OR NOT EXISTS (SELECT 1
                                     FROM finding f
                                    WHERE f.judgement = r.judgement AND f.spoken
                                      AND NOT EXISTS (SELECT 1
                                                        FROM finding g
                                                       WHERE g.judgement = mine.judgement AND g.spoken AND g.rule = f.rule))
                   AND NOT EXISTS (SELECT 1
                                     FROM finding g
                                    WHERE g.judgement = mine.judgement AND g.spoken
                                      AND NOT EXISTS (SELECT 1
                                                        FROM finding f
                                                       WHERE f.judgement = r.judgement AND f.spoken AND f.rule = g.rule)))
            """;

    private static final String DOUBTS = """
            SELECT COUNT(*)
              FROM reply_attempt
             WHERE outcome = 'UNKNOWN' AND reply = ?
            """;

    private static final String WAITS_ON = """
            UPDATE reply_wait
               SET last_at = ?
             WHERE reply = ? AND reason = ?
            """;

    private static final String BEGINS_TO_WAIT = """
            INSERT INTO reply_wait (reply, reason, first_at, last_at)
            VALUES (?, ?, ?, ?)
            """;

    private static final String LOOK_LATER = """
            UPDATE reply
               SET next_at = ?
             WHERE id = ? AND state = 'READY'
            """;

    private static final String RETURNED = """
            SELECT 1
              FROM mail
             WHERE list = ? AND known_as = ?
            """;

    private static final String UNREAD = """
            SELECT 1
              FROM mail
             WHERE state = 'FETCHED' AND list = ?
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String LAST_POLL = """
            SELECT MAX(last_poll)
              FROM mailbox
             WHERE list = ?
            """;

    /** No pause is as long: who should wait longer was told so by a clock that has been put back since. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private static final Set<ReplyState> LEFT = EnumSet.of(ReplyState.SENT, ReplyState.UNKNOWN, ReplyState.SEEN);

    private final Transactions transactions;

    H2Outbox(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Row> ready(Instant now, int limit) {
        return transactions.read(sql -> sql.list(READY, H2Outbox::row, now, now.plus(LONGEST_WAIT), limit));
    }

    @Override
    public List<Row> in(Set<ReplyState> states) {
        return transactions.read(sql -> states.stream()
                .sorted()
                .flatMap(state -> sql.list(IN_STATE, H2Outbox::row, state.name()).stream())
                .toList());
    }

    @Override
    public Optional<Row> find(MessageId messageId) {
        return transactions.read(sql -> sql.one(FIND, H2Outbox::row, messageId.value()));
    }

    @Override
    public boolean move(Row row, Step step) {
        String name = "outbox." + step.to().word();
        return step.to() == ReplyState.SENDING
                ? transactions.writeToDisk(name, sql -> move(sql, row, step))
                : transactions.write(name, sql -> move(sql, row, step));
    }

    @Override
    public void narrow(Row row, List<String> recipients, String reason, Instant now) {
        transactions.change("outbox.narrow", sql -> {
            sql.update(NARROW, ReplyRecord.lines(recipients), row.id());
            AuditChain.append(
                    sql,
                    AuditEntry.ofReply(now, "narrowed", row.report(), row.list(), row.sha256())
                            .because(reason));
        });
    }

    @Override
    public void tombstone(JournalEntry.Intent intent, ReplyState state, Instant begun, Instant now) {
        transactions.changeOnDisk("outbox.tombstone", sql -> ReplyRecord.tombstone(sql, intent, state, begun, now));
    }

    @Override
    public int unseen(String list) {
        return transactions.read(
                sql -> sql.one(UNSEEN, count -> count.integer(1), list).orElseThrow());
    }

    @Override
    public int onTheirWay(String list, Instant since) {
        return transactions.read(sql ->
                sql.one(ON_THEIR_WAY, count -> count.integer(1), list, since).orElseThrow());
    }

    @Override
    public List<Row> lost(Instant before) {
        return transactions.read(sql -> sql.list(LOST, H2Outbox::row, before));
    }

    @Override
    public boolean noteLost(Row row, Instant now) {
        boolean noted = transactions.read(sql -> sql.exists(NOTED_AS_LOST, row.report()));
        if (!noted) {
            transactions.change(
                    "outbox.lost",
                    sql -> AuditChain.append(
                            sql, AuditEntry.ofReply(now, "lost", row.report(), row.list(), row.sha256())));
        }
        return !noted;
    }

    @Override
    public boolean everSeen(String list) {
        return transactions.read(sql -> sql.exists(EVER_SEEN, list));
    }

    @Override
    public int transmittedSince(Instant since) {
        return transactions.read(
                sql -> sql.one(TRANSMITTED, count -> count.integer(1), since).orElseThrow());
    }

    @Override
    public int othersSince(Row row, Instant since) {
        return count(OTHERS_TRANSMITTED, since, row.id());
    }

    @Override
    public int toAuthorSince(Row row, Instant since) {
        return count(TO_AUTHOR, row.id(), since);
    }

    @Override
    public int toAuthorOfSameRulesSince(Row row, Instant since) {
        return count(TO_AUTHOR_OF_SAME_RULES, row.id(), since);
    }

    @Override
    public void waits(Row row, String reason, Instant now, Optional<Instant> next) {
        transactions.change("outbox.waits", sql -> {
            if (sql.update(WAITS_ON, now, row.id(), reason) == 0) {
                sql.update(BEGINS_TO_WAIT, row.id(), reason, now, now);
            }
            next.ifPresent(at -> sql.update(LOOK_LATER, at, row.id()));
        });
    }

    @Override
    public int doubts(Row row) {
        return count(DOUBTS, row.id());
    }

    private int count(String statement, Object... values) {
        return transactions.read(
                sql -> sql.one(statement, row -> row.integer(1), values).orElseThrow());
    }

    @Override
    public List<String> unwilling(Row row) {
        return transactions.read(sql -> row.recipients().stream()
                .filter(address -> H2NoCopies.holds(sql, address))
                .toList());
    }

    @Override
    public List<ToldFinding> told(Row row) {
        return transactions.read(sql -> H2Findings.told(sql, row.id()));
    }

    @Override
    public Optional<MessageId> newerVersion(Row row) {
        return transactions.read(sql -> new NewerVersion(sql, row).find());
    }

    @Override
    public boolean returned(Row row) {
        return transactions.read(
                sql -> sql.exists(RETURNED, row.list(), row.messageId().value()));
    }

    @Override
    public boolean unread(String list) {
        return transactions.read(sql -> sql.exists(UNREAD, list));
    }

    @Override
    public Optional<Instant> lastPoll(String list) {
        return transactions.read(
                sql -> sql.one(LAST_POLL, Sql.Row::maybeFirstInstant, list).flatMap(at -> at));
    }

    private static boolean move(Sql sql, Row row, Step step) {
        boolean sending = step.to() == ReplyState.SENDING;
        boolean forgotten = leftBefore(step);
        int moved = sql.update(
                MOVE,
                step.to().name(),
                step.at(),
                step.nextAt(),
                sending || forgotten ? 1 : 0,
                step.said(),
                step.said(),
                step.reason(),
                step.proof().map(MessageId::value),
                row.id(),
                step.from().name());
        if (moved == 0) {
            return false;
        }
        if (sending || forgotten) {
            sql.update(BEGIN_ATTEMPT, step.at(), row.id());
        }
        if (forgotten || step.from() == ReplyState.SENDING) {
            sql.update(END_ATTEMPT, step.at(), step.to().name(), step.said(), row.id());
        }
        AuditChain.append(
                sql,
                AuditEntry.ofReply(step.at(), step.to().word(), row.report(), row.list(), row.sha256())
                        .because(step.reason())
                        .provenBy(step.proof())
                        .saying(told(sql, row, step)));
        return true;
    }

    /** The journal or the list says that it left, and the database forgot the attempt: it counts for the caps all the same. */
    private static boolean leftBefore(Step step) {
        return step.from() == ReplyState.READY && LEFT.contains(step.to());
    }

    /** With the number of the attempt, where one was begun by it or ended. */
    private static String told(Sql sql, Row row, Step step) {
        if (step.to() != ReplyState.SENDING && step.from() != ReplyState.SENDING) {
            return step.said();
        }
        String attempt = "attempt "
                + sql.one(ATTEMPTS, count -> count.integer(1), row.id()).orElseThrow();
        return step.said().isEmpty() ? attempt : attempt + ": " + step.said();
    }

    private static Row row(Sql.Row row) throws SQLException {
        return new Row(
                row.number(1),
                row.text(2),
                new MessageId(row.text(3)),
                row.text(4),
                new MessageId(row.text(5)),
                row.integer(6),
                new MessageId(row.text(7)),
                ReplyState.valueOf(row.text(8)),
                row.integer(9),
                row.instant(10),
                row.instant(11),
                row.instant(12),
                row.text(13),
                row.text(14).lines().toList(),
                row.maybeBytes(15),
                row.text(16),
                row.text(17),
                row.text(18),
                row.flag(19));
    }
}
