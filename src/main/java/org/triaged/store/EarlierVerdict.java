package org.triaged.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.reply.Earlier;
import org.triaged.series.Series;

/** The newest verdict on the posting before a series: its version, its titles, and what was spoken of it. */
final class EarlierVerdict {

    /** Versions may share the root of a mail nobody saw, so a series is never its own older posting. */
    private static final String NEWEST = """
            SELECT j.id, s.version, COALESCE(s.merged_into, s.id)
              FROM judgement j
              JOIN series s ON s.id = j.series
             WHERE s.list = ? AND s.root = ? AND j.reason <> 'shadow' AND (s.version < ? OR (s.version = ? AND s.root <> ?))
             ORDER BY s.version DESC, j.id DESC
             FETCH FIRST 1 ROW ONLY
            """;

    /** What an admin set aside is as if it had not been said. */
    private static final String SPOKEN = """
            SELECT f.rule, f.severity, f.weight, f.message_id, f.part, f.evidence, f.trailer_key, f.note
              FROM finding f
             WHERE f.judgement = ? AND f.spoken
               AND NOT EXISTS (SELECT 1
                                 FROM dismissal d
                                WHERE d.list = ? AND d.rule = f.rule AND d.change_sha256 = f.change_sha256)
             ORDER BY f.place
            """;

    private static final String TITLES = """
            SELECT p.part, m.title
              FROM series_patch p
              JOIN mail m ON m.id = p.mail
             WHERE p.series = ?
            """;

    private final Sql sql;
    private final String list;
    private final Series series;

    EarlierVerdict(Sql sql, String list, Series series) {
        this.sql = sql;
        this.list = list;
        this.series = series;
    }

    private record Judged(long judgement, int version, long series) {}

    private record Title(int part, String text) {}

    Optional<Earlier> of(MessageId root) {
        return sql.one(
                        NEWEST,
                        row -> new Judged(row.number(1), row.integer(2), row.number(3)),
                        list,
                        root.value(),
                        series.version(),
                        series.version(),
                        series.root().value())
                .map(judged -> new Earlier(
                        judged.version(),
                        titles(judged.series()),
                        sql.list(SPOKEN, EarlierVerdict::finding, judged.judgement(), list)));
    }

    private SortedMap<Integer, String> titles(long posting) {
        List<Title> read = sql.list(TITLES, row -> new Title(row.integer(1), row.text(2)), posting);
        SortedMap<Integer, String> titles = new TreeMap<>();
        read.forEach(title -> titles.put(title.part(), title.text()));
        return titles;
    }

    private static Finding finding(Sql.Row row) throws SQLException {
        return new Finding(
                new RuleId(row.text(1)),
                Severity.valueOf(row.text(2).toUpperCase(Locale.ROOT)),
                Weight.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                row.maybeText(4).map(MessageId::new),
                row.maybeText(5).map(Integer::valueOf),
                row.text(6),
                row.text(7),
                row.text(8));
    }
}
