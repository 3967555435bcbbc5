package org.triaged.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;

/** Table {@code reply}, as admins look at it and decide about its rows. */
final class H2Replies implements Replies {

    private static final String REPLIES = """
            SELECT r.report, r.kind, r.list, r.mode, r.state, r.reason, r.message_id, r.root, r.version, r.anchor, s.title,
                   s.sender_name, s.sender_address, r.recipients, r.attempts, r.server_line, r.proof, r.composed_at,
                   r.changed_at, r.raw IS NOT NULL
              FROM reply r
              LEFT JOIN judgement j ON j.id = r.judgement
              LEFT JOIN series s ON s.id = j.series
             WHERE (? = '' OR r.report = ?)
               AND (? = '' OR r.list = ?)
               AND r.composed_at >= ?
               AND (? = '' OR LOCATE(LOWER(?), LOWER(COALESCE(s.sender_name, '') || ' ' || COALESCE(s.sender_address, ''))) > 0)
               AND (? = '' OR EXISTS (SELECT 1
                                        FROM finding f
                                       WHERE f.judgement = r.judgement AND f.rule = ? AND f.spoken
                                         AND NOT EXISTS (SELECT 1
                                                           FROM fallen_finding x
                                                          WHERE x.reply = r.id AND x.place = f.place)))
               AND (? = '' OR r.state = ?)
             ORDER BY r.composed_at DESC, r.id DESC
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String RULES = """
            SELECT f.rule
              FROM reply r
              JOIN finding f ON f.judgement = r.judgement
             WHERE r.report = ? AND f.spoken
               AND NOT EXISTS (SELECT 1 FROM fallen_finding x WHERE x.reply = r.id AND x.place = f.place)
             ORDER BY f.place
            """;

    private static final String RAW = """
            SELECT raw
              FROM reply
             WHERE report = ? AND raw IS NOT NULL
            """;

    private static final String STATE = """
            SELECT id, state, list, sha256
              FROM reply
             WHERE report = ?
            """;

    private static final String ACT = """
            UPDATE reply
               SET state = ?, reason = ?, proof = COALESCE(?, proof), changed_at = ?, next_at = ?,
                   released_at = CASE WHEN ? THEN ? ELSE released_at END
             WHERE id = ? AND state = ? AND (raw IS NOT NULL OR ? <> 'READY')
            """;

    private final Transactions transactions;
    private final String actor;
    private final InstantSource clock;

    /** @param actor an admin */
    H2Replies(Transactions transactions, String actor, InstantSource clock) {
        this.transactions = transactions;
        this.actor = actor;
        this.clock = clock;
    }

    private record Standing(long id, ReplyState state, String list, String sha256) {}

    @Override
    public List<Reply> replies(Choice choice) {
        return transactions.read(sql -> listed(sql, choice));
    }

    @Override
    public Optional<byte[]> raw(String report) {
        return transactions.read(sql -> sql.one(RAW, row -> row.bytes(1), report));
    }

    @Override
    public boolean act(Deed deed, String report, String why, Optional<MessageId> proof) {
        return transactions.writeToDisk("replies.act", sql -> {
            Optional<Standing> standing = sql.one(STATE, H2Replies::standing, report)
                    .filter(row -> deed.from().contains(row.state()));
            return standing.isPresent() && act(sql, deed, report, standing.get(), why, proof);
        });
    }

    @Override
    public boolean drafted(String report) {
        return transactions.write("replies.drafted", sql -> {
            Optional<Standing> standing = sql.one(STATE, H2Replies::standing, report);
            standing.ifPresent(row -> AuditChain.append(
                    sql,
                    actor,
                    AuditEntry.of(clock.instant(), "drafted", "reply", report).on(row.list())));
            return standing.isPresent();
        });
    }

    private boolean act(Sql sql, Deed deed, String report, Standing row, String why, Optional<MessageId> proof) {
        Instant now = clock.instant();
        int moved = sql.update(
                ACT,
                deed.to().name(),
                deed.word(),
                proof.map(MessageId::value),
                now,
                now,
                deed == Deed.RELEASE,
                now,
                row.id(),
                row.state().name(),
                deed.to().name());
        if (moved == 1) {
            AuditChain.append(
                    sql,
                    actor,
                    AuditEntry.ofReply(now, deed.to().word(), report, row.list(), row.sha256())
                            .because(deed.word())
                            .provenBy(proof)
                            .saying(why));
        }
        return moved == 1;
    }

    private static List<Reply> listed(Sql sql, Choice choice) {
        String report = choice.report().orElse("");
        String list = choice.list().orElse("");
        String author = choice.author().orElse("");
        String rule = choice.rule().orElse("");
        String state = choice.state().map(ReplyState::name).orElse("");
        return sql.list(
                REPLIES,
                row -> reply(row, sql.list(RULES, spoken -> spoken.text(1), row.text(1))),
                report,
                report,
                list,
                list,
                choice.since().orElse(Instant.EPOCH),
                author,
                author,
                rule,
                rule,
                state,
                state,
                Math.min(choice.limit(), MOST));
    }

    private static Reply reply(Sql.Row row, List<String> rules) throws SQLException {
        return new Reply(
                row.text(1),
                row.text(2),
                row.text(3),
                row.text(4),
                ReplyState.valueOf(row.text(5)),
                row.text(6),
                row.text(7),
                row.text(8),
                row.integer(9),
                row.text(10),
                row.text(11),
                row.maybeText(12),
                row.maybeText(13),
                rules.stream().distinct().toList(),
                row.text(14).lines().toList(),
                row.integer(15),
                row.text(16),
                row.maybeText(17),
                row.instant(18),
                row.instant(19),
                row.flag(20));
    }

    private static Standing standing(Sql.Row row) throws SQLException {
        return new Standing(row.number(1), ReplyState.valueOf(row.text(2)), row.text(3), row.text(4));
    }
}
