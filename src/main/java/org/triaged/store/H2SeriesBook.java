package org.triaged.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.reply.Earlier;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.triage.Demotion;
import org.triaged.triage.Restraint;
import org.triaged.triage.SeriesBook;

/** Every series and its verdicts: what is asked of them. {@link Placement} and {@link VerdictRecord} write them. */
final class H2SeriesBook implements SeriesBook {

    private static final String DUE = """
            SELECT s.id, s.root
              FROM series s
             WHERE s.list = ? AND s.look_at <= ? AND s.merged_into IS NULL
               AND EXISTS (SELECT 1 FROM series_patch p WHERE p.series = s.id)
             ORDER BY s.look_at, s.id
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String BEFORE = """
            SELECT n.input_sha256, n.judged_at
              FROM (SELECT j.id, j.input_sha256, j.judged_at
                      FROM judgement j
                     WHERE j.series = ? AND j.reason <> 'shadow'
                     UNION ALL
                    SELECT j.id, j.input_sha256, j.judged_at
                      FROM series s
                      JOIN judgement j ON j.series = s.id
                     WHERE s.merged_into = ? AND j.reason <> 'shadow') n
             ORDER BY n.id DESC
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String MEMBERS = """
            SELECT mail
              FROM series_patch
             WHERE series = ?
             ORDER BY part
            """;

    private static final String ANSWERED_ROOT = """
            SELECT message_id
              FROM reply
             WHERE list = ? AND kind = 'reply' AND root = ? AND version = ?
             ORDER BY id
            """;

    private static final String ANSWERED_MEMBER = """
            SELECT message_id
              FROM reply
             WHERE list = ? AND kind = 'reply' AND root = ?
             UNION ALL
            SELECT message_id
              FROM reply
             WHERE list = ? AND kind = 'reply' AND anchor = ?
            """;

    private static final String COVERED_MEMBER = """
            SELECT r.message_id
              FROM reply_covers c
              JOIN reply r ON r.id = c.reply
             WHERE c.list = ? AND c.kind = 'reply' AND c.message_id = ?
            """;

    private final Transactions transactions;
    private final String engine;

    H2SeriesBook(Transactions transactions, String engine) {
        this.transactions = transactions;
        this.engine = engine;
    }

    @Override
    public void assembled(String list, List<Placed> series, List<ListMail> mails, Collection<Long> done) {
        transactions.change("series.assembled", sql -> new Placement(sql, list).keep(series, mails, done));
    }

    @Override
    public List<Due> due(String list, Instant now, int limit) {
        return transactions.read(sql -> sql.list(DUE, H2SeriesBook::withoutMembers, list, now, limit).stream()
                .map(due -> new Due(
                        due.series(),
                        due.root(),
                        sql.list(MEMBERS, row -> row.number(1), due.series()),
                        sql.one(BEFORE, row -> new Before(row.text(1), row.instant(2)), due.series(), due.series())))
                .toList());
    }

    /** A root that is no member may be shared by several versions, so there the version must be equal too. */
    @Override
    public Optional<MessageId> alreadyAnswered(String list, Series series) {
        return transactions.read(sql -> answeredRoot(sql, list, series).or(() -> series.members().stream()
                .flatMap(mail -> answeredMember(sql, list, mail.id()).stream())
                .findFirst()));
    }

    @Override
    public Optional<Earlier> earlier(String list, Series series) {
        return series.previous()
                .flatMap(root -> transactions.read(sql -> new EarlierVerdict(sql, list, series).of(root)));
    }

    @Override
    public boolean wantsNoCopy(String address) {
        return transactions.read(sql -> H2NoCopies.holds(sql, address));
    }

    @Override
    public Map<Finding, Restraint> restraints(String list, long series, List<Finding> findings) {
        return transactions.read(sql -> H2Findings.restraints(sql, list, series, findings));
    }

    @Override
    public List<Demotion> judged(Verdict verdict) {
        return transactions.writeToDisk("series.judged", sql -> new VerdictRecord(sql, engine).keep(verdict));
    }

    private static Optional<MessageId> answeredRoot(Sql sql, String list, Series series) {
        return sql.one(
                ANSWERED_ROOT, H2SeriesBook::messageId, list, series.root().value(), series.version());
    }

    private static Optional<MessageId> answeredMember(Sql sql, String list, MessageId member) {
        String id = member.value();
        return sql.one(COVERED_MEMBER, H2SeriesBook::messageId, list, id)
                .or(() -> sql.one(ANSWERED_MEMBER, H2SeriesBook::messageId, list, id, list, id));
    }

    private static MessageId messageId(Sql.Row row) throws SQLException {
        return new MessageId(row.text(1));
    }

    private static Due withoutMembers(Sql.Row row) throws SQLException {
        return new Due(row.number(1), new MessageId(row.text(2)), List.of(), Optional.empty());
    }
}
