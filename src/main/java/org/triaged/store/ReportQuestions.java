package org.triaged.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.triage.Answer;
import org.triaged.triage.Question;
import org.triaged.triage.Report;
import org.triaged.triage.Report.Topic;
import org.triaged.triage.SqlReader;

/** The questions of a report. Each counts in the database, so that few rows leave it whatever its size. */
final class ReportQuestions {

    private static final String LISTS = """
            SELECT list, COUNT(*) AS series, COUNT(CASE WHEN findings > 0 THEN 1 END) AS with_findings,
                   CAST(ROUND(100.0 * COUNT(CASE WHEN findings > 0 THEN 1 END) / COUNT(*), 1) AS DECIMAL(4, 1))
                       AS percent_with_findings,
                   COUNT(CASE WHEN speaks THEN 1 END) AS may_be_told, SUM(findings) AS findings
              FROM (SELECT s.list, j.speaks, (SELECT COUNT(*) FROM finding f WHERE f.judgement = j.id) AS findings
                      FROM judgement j
                      JOIN series s ON s.id = j.series
                     WHERE j.judging_date >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR s.list = ?)
                       AND j.reason <> 'shadow' AND j.scope <> 'foreign' AND s.merged_into IS NULL
                       AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id))
             GROUP BY list
             ORDER BY list
            """;

    private static final String WEEKS = """
            SELECT in_week, COUNT(*) AS series, COUNT(CASE WHEN findings > 0 THEN 1 END) AS with_findings,
                   CAST(ROUND(100.0 * COUNT(CASE WHEN findings > 0 THEN 1 END) / COUNT(*), 1) AS DECIMAL(4, 1))
                       AS percent_with_findings,
                   COUNT(CASE WHEN speaks THEN 1 END) AS may_be_told, SUM(findings) AS findings
              FROM (SELECT SUBSTRING(CAST(DATE_TRUNC(ISO_WEEK, j.judging_date) AS VARCHAR), 1, 10) AS in_week, j.speaks,
                           (SELECT COUNT(*) FROM finding f WHERE f.judgement = j.id) AS findings
                      FROM judgement j
                      JOIN series s ON s.id = j.series
                     WHERE j.judging_date >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR s.list = ?)
                       AND j.reason <> 'shadow' AND j.scope <> 'foreign' AND s.merged_into IS NULL
                       AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id))
             GROUP BY in_week
             ORDER BY in_week
            """;

    private static final String RULES = """
            SELECT f.rule, COUNT(*) AS findings, COUNT(DISTINCT j.series) AS series,
                   COUNT(CASE WHEN f.spoken THEN 1 END) AS may_be_told
              FROM judgement j
              JOIN series s ON s.id = j.series
              JOIN finding f ON f.judgement = j.id
             WHERE j.judging_date >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR s.list = ?)
               AND j.reason <> 'shadow' AND j.scope <> 'foreign' AND s.merged_into IS NULL
               AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id)
             GROUP BY f.rule
             ORDER BY findings DESC, f.rule
            """;

    private static final String REPLY_TIMES = """
            SELECT in_month, COUNT(*) AS replies, CAST(ROUND(MEDIAN(minutes), 0) AS BIGINT) AS median_minutes,
                   PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY minutes) AS nine_in_ten_minutes, MAX(minutes) AS longest_minutes
              FROM (SELECT SUBSTRING(CAST(a.started_at AS VARCHAR), 1, 7) AS in_month,
                           DATEDIFF(MINUTE, r.anchor_arrival, a.started_at) AS minutes
                      FROM reply r
                      JOIN reply_attempt a ON a.reply = r.id AND a.attempt = r.attempts
                     WHERE a.started_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR r.list = ?)
                       AND r.kind = 'reply' AND r.state IN ('SENT', 'SEEN'))
             GROUP BY in_month
             ORDER BY in_month
            """;

    private static final String REROLLS = """
            SELECT in_month, COUNT(*) AS replies, COUNT(CASE WHEN followed THEN 1 END) AS followed,
                   COUNT(CASE WHEN settled THEN 1 END) AS settled
              FROM (SELECT SUBSTRING(CAST(r.composed_at AS VARCHAR), 1, 7) AS in_month,
                           EXISTS (SELECT 1
                                     FROM series n
                                    WHERE n.list = s.list AND n.previous_root = s.root AND n.merged_into IS NULL) AS followed,
                           EXISTS (SELECT 1
                                     FROM series n
                                     JOIN judgement k ON k.series = n.id AND k.reason <> 'shadow'
                                    WHERE n.list = s.list AND n.previous_root = s.root AND n.merged_into IS NULL
                                      AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = k.id)
                                      AND NOT EXISTS (SELECT 1
                                                        FROM finding g
                                                        JOIN finding h ON h.judgement = k.id AND h.rule = g.rule
                                                       WHERE g.judgement = j.id AND g.spoken)) AS settled
                      FROM reply r
                      JOIN judgement j ON j.id = r.judgement
                      JOIN series s ON s.id = j.series
                     WHERE r.composed_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR r.list = ?)
                       AND r.kind = 'reply' AND r.state IN ('SENT', 'SEEN'))
             GROUP BY in_month
             ORDER BY in_month
            """;

    private static final String DECLARATIONS = """
            SELECT SUBSTRING(CAST(j.judging_date AS VARCHAR), 1, 7) AS in_month, COUNT(DISTINCT j.series) AS about_tools,
                   COUNT(DISTINCT CASE WHEN f.rule = 'ai-declared' THEN j.series END) AS declared
              FROM judgement j
              JOIN series s ON s.id = j.series
              JOIN finding f ON f.judgement = j.id
             WHERE j.judging_date >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR s.list = ?)
               AND j.reason <> 'shadow' AND j.scope <> 'foreign' AND s.merged_into IS NULL AND f.rule LIKE 'ai-%'
               AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id)
             GROUP BY SUBSTRING(CAST(j.judging_date AS VARCHAR), 1, 7)
             ORDER BY in_month
            """;

    private static final String EXCEPTIONS = """
            SELECT c.outcome, COUNT(*) AS claims, COUNT(r.judgement) AS relied_on, COUNT(k.judgement) AS confirmed
              FROM exception_claim c
              JOIN judgement j ON j.id = c.judgement
              JOIN series s ON s.id = j.series
              LEFT JOIN exception_reliance r ON r.judgement = c.judgement AND r.place = c.place
              LEFT JOIN exception_confirmation k ON k.judgement = c.judgement AND k.place = c.place
             WHERE j.judging_date >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR s.list = ?)
               AND j.reason <> 'shadow'
               AND NOT EXISTS (SELECT 1
                                 FROM exception_claim later
                                WHERE later.follows_judgement = c.judgement AND later.follows_place = c.place)
             GROUP BY c.outcome
             ORDER BY claims DESC, c.outcome
            """;

    private static final String PRECISION = """
            SELECT p.rule, SUM(p.spoken) AS told, SUM(p.false_positives) AS false_positives, SUM(p.overrides) AS overrides,
                   SUM(p.settled_by_admin) AS settled_by_admin, SUM(p.settled_next) AS settled_next,
                   CAST(ROUND(100.0 * (SUM(p.spoken) - SUM(p.false_positives)) / SUM(p.spoken), 1) AS DECIMAL(4, 1))
                       AS percent_right
              FROM rule_precision p
              JOIN (SELECT CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AS began) q
                ON p.in_year > EXTRACT(YEAR FROM q.began)
                   OR p.in_year = EXTRACT(YEAR FROM q.began) AND p.in_month >= EXTRACT(MONTH FROM q.began)
             WHERE ? = '' OR p.list = ?
             GROUP BY p.rule
             ORDER BY told DESC, p.rule
            """;

    private static final String REPLIES = """
            SELECT LOWER(r.state) AS state, COUNT(*) AS replies
              FROM reply r
             WHERE r.composed_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR r.list = ?) AND r.kind = 'reply'
             GROUP BY r.state
             ORDER BY replies DESC, r.state
            """;

    private final SqlReader reader;

    ReportQuestions(SqlReader reader) {
        this.reader = reader;
    }

    Report report(Instant from, Instant until, Optional<String> list) {
        Map<Topic, Report.Table> tables = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            tables.put(topic, ask(sql(topic), from.toString(), list.orElse("")));
        }
        return new Report(from, until, list, tables);
    }

    private static String sql(Topic topic) {
        return switch (topic) {
            case LISTS -> LISTS;
            case WEEKS -> WEEKS;
            case RULES -> RULES;
            case REPLY_TIMES -> REPLY_TIMES;
            case REROLLS -> REROLLS;
            case DECLARATIONS -> DECLARATIONS;
            case EXCEPTIONS -> EXCEPTIONS;
            case PRECISION -> PRECISION;
            case REPLIES -> REPLIES;
        };
    }

    private Report.Table ask(String sql, String from, String list) {
        List<Answer.Column> columns = new ArrayList<>();
        List<List<Optional<String>>> rows = new ArrayList<>();
        reader.query(AskedRow.question(sql, Question.MOST_ROWS, from, list, list), new Answer() {
            @Override
            public void columns(List<Column> all) {
                columns.addAll(all);
            }

            @Override
            public void row(List<Optional<String>> values) {
                rows.add(values);
            }
        });
        return new Report.Table(columns, rows);
    }
}
