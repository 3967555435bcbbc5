package org.triaged.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.DigestFigures;

/** Counts over tables {@code mail}, {@code judgement}, {@code finding}, {@code reply}, {@code exception_claim}, {@code audit}. */
final class H2DigestFigures implements DigestFigures {

    private static final String BEGAN = """
            SELECT MIN(noted_at)
              FROM audit
            """;

    private static final String SEEN = """
            SELECT list || ', ' || COALESCE(kind, LOWER(state)), COUNT(*)
              FROM mail
             WHERE arrival >= ? AND arrival < ?
             GROUP BY list, COALESCE(kind, LOWER(state))
             ORDER BY 2 DESC, 1
            """;

    private static final String JUDGED = """
            SELECT s.list || ', ' || COALESCE(j.cause, j.decision), COUNT(*)
              FROM judgement j
              JOIN series s ON s.id = j.series
             WHERE j.judged_at >= ? AND j.judged_at < ? AND j.reason IN ('first', 'ripe')
             GROUP BY s.list, COALESCE(j.cause, j.decision)
             ORDER BY 2 DESC, 1
            """;

    private static final String FOUND = """
            SELECT s.list || ', ' || f.rule, COUNT(*)
              FROM finding f
              JOIN judgement j ON j.id = f.judgement
              JOIN series s ON s.id = j.series
             WHERE j.judged_at >= ? AND j.judged_at < ? AND j.reason IN ('first', 'ripe') AND f.spoken
             GROUP BY s.list, f.rule
             ORDER BY 2 DESC, 1
            """;

    private static final String REPLIES = """
            SELECT list || ', ' || LOWER(state), COUNT(*)
              FROM reply
             WHERE changed_at >= ? AND changed_at < ?
             GROUP BY list, state
             ORDER BY 2 DESC, 1
            """;

    private static final String CLAIMED = """
            SELECT s.list || ', ' || c.outcome, COUNT(*)
              FROM exception_claim c
              JOIN judgement j ON j.id = c.judgement
              JOIN series s ON s.id = j.series
             WHERE c.recorded_at >= ? AND c.recorded_at < ? AND c.follows_judgement IS NULL AND j.reason <> 'shadow'
             GROUP BY s.list, c.outcome
             ORDER BY 2 DESC, 1
            """;

    private static final String IN_THE_SHADOW = """
            SELECT s.list || ', ' || j.profile || ', ' || f.rule, COUNT(*)
              FROM finding f
              JOIN judgement j ON j.id = f.judgement
              JOIN series s ON s.id = j.series
             WHERE j.judged_at >= ? AND j.judged_at < ? AND j.reason = 'shadow'
             GROUP BY s.list, j.profile, f.rule
             ORDER BY 2 DESC, 1
            """;

    private static final String DEMOTED = """
            SELECT list || ', ' || object_id, COUNT(*)
              FROM audit
             WHERE noted_at >= ? AND noted_at < ? AND action = 'rule-demoted'
             GROUP BY list, object_id
             ORDER BY 2 DESC, 1
            """;

    private final Transactions transactions;

    H2DigestFigures(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Instant> began() {
        return transactions.read(
                sql -> sql.one(BEGAN, Sql.Row::maybeFirstInstant).flatMap(found -> found));
    }

    @Override
    public List<Section> between(Instant from, Instant until) {
        return transactions.read(sql -> List.of(
                section(sql, "Mails that arrived", SEEN, from, until),
                section(sql, "Series that were judged, and why they got no mail", JUDGED, from, until),
                section(sql, "Findings that may be told", FOUND, from, until),
                section(sql, "Replies, as they stand", REPLIES, from, until),
                section(sql, "Exceptions that were claimed", CLAIMED, from, until),
                section(sql, "Findings of profiles in the shadow", IN_THE_SHADOW, from, until),
                section(sql, "Rules that were demoted", DEMOTED, from, until)));
    }

    private static Section section(Sql sql, String title, String counts, Instant from, Instant until) {
        return new Section(title, sql.list(counts, row -> new Row(row.text(1), row.number(2)), from, until));
    }
}
