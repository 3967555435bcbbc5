package org.triaged.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.policy.RuleId;
import org.triaged.triage.Demotion;

/** Table {@code rule_demotion}: which rules record only, and when one has to. Figures begin anew when it is restored. */
final class Demotions {

    private static final String HOLDING = """
            SELECT list, rule, cause, said, demoted_at
              FROM rule_demotion
             WHERE holds IS NOT NULL
             ORDER BY list, rule
            """;

    private static final String HOLDS = """
            SELECT list, rule, cause, said, demoted_at
              FROM rule_demotion
             WHERE list = ? AND holds = ?
            """;

    private static final String LAST_RESTORED = """
            SELECT MAX(restored_at)
              FROM rule_demotion
             WHERE list = ? AND rule = ?
            """;

    private static final String FALSE_POSITIVES = """
            SELECT COUNT(*)
              FROM dismissal
             WHERE list = ? AND rule = ? AND kind = 'false-positive' AND dismissed_at >= ? AND dismissed_at > ?
            """;

    /** Of the last that were told, how many there are and how many were wrong. */
    private static final String LAST = """
            SELECT COUNT(*), COUNT(d.rule)
              FROM (SELECT s.list, f.rule, f.change_sha256
                      FROM finding f
                      JOIN judgement j ON j.id = f.judgement
                      JOIN series s ON s.id = j.series
                     WHERE s.list = ? AND f.rule = ? AND f.spoken AND j.decision = 'reply' AND j.judged_at > ?
                     ORDER BY j.id DESC, f.place DESC
                     FETCH FIRST ? ROWS ONLY) last
              LEFT JOIN dismissal d ON d.list = last.list AND d.rule = last.rule AND d.change_sha256 = last.change_sha256
                                   AND d.kind = 'false-positive'
            """;

    private static final String DEMOTE = """
            INSERT INTO rule_demotion (list, rule, cause, said, demoted_at, holds)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String RESTORE = """
            UPDATE rule_demotion
               SET restored_at = ?, holds = NULL
             WHERE list = ? AND holds = ?
            """;

    private final Sql sql;

    Demotions(Sql sql) {
        this.sql = sql;
    }

    private record Figures(int told, int wrong) {}

    List<Demotion> holding() {
        return sql.list(HOLDING, Demotions::demotion);
    }

    Optional<Demotion> holding(String list, RuleId rule) {
        return sql.one(HOLDS, Demotions::demotion, list, rule.value());
    }

    /** Demotes the rule, with its audit, when its figures are such; empty when they are not, or it is demoted already. */
    Optional<Demotion> look(String list, RuleId rule, Instant now) {
        if (holding(list, rule).isPresent()) {
            return Optional.empty();
        }
        Instant since = sql.one(LAST_RESTORED, Sql.Row::maybeFirstInstant, list, rule.value())
                .flatMap(at -> at)
                .orElse(Instant.EPOCH);
        Optional<Demotion> due = tooManyWrong(list, rule, since, now).or(() -> tooFewRight(list, rule, since, now));
        due.ifPresent(this::keep);
        return due;
    }

    boolean restore(String actor, String list, String rule, String why, Instant now) {
        boolean restored = sql.update(RESTORE, now, list, rule) == 1;
        if (restored) {
            AuditChain.append(
                    sql,
                    actor,
                    AuditEntry.of(now, "rule-restored", "rule", rule).on(list).saying(why));
        }
        return restored;
    }

    private Optional<Demotion> tooManyWrong(String list, RuleId rule, Instant since, Instant now) {
        int wrong = sql.one(
                        FALSE_POSITIVES,
                        row -> row.integer(1),
                        list,
                        rule.value(),
                        now.minus(Duration.ofDays(Demotion.DAYS)),
                        since)
                .orElseThrow();
        String said = wrong + " false positives within " + Demotion.DAYS + " days";
        return wrong < Demotion.FALSE_POSITIVES
                ? Optional.empty()
                : Optional.of(new Demotion(list, rule, "false-positives", said, now));
    }

    private Optional<Demotion> tooFewRight(String list, RuleId rule, Instant since, Instant now) {
        Figures last = sql.one(
                        LAST,
                        row -> new Figures(row.integer(1), row.integer(2)),
                        list,
                        rule.value(),
                        since,
                        Demotion.LAST)
                .orElseThrow();
        boolean right =
                last.told() < Demotion.LAST || (last.told() - last.wrong()) * 100 >= Demotion.PERCENT * last.told();
        String said = last.wrong() + " of its last " + last.told() + " findings that were told are false positives";
        return right ? Optional.empty() : Optional.of(new Demotion(list, rule, "precision", said, now));
    }

    private void keep(Demotion demotion) {
        String rule = demotion.rule().value();
        sql.update(DEMOTE, demotion.list(), rule, demotion.cause(), demotion.said(), demotion.at(), rule);
        AuditChain.append(
                sql,
                AuditEntry.of(demotion.at(), "rule-demoted", "rule", rule)
                        .on(demotion.list())
                        .because(demotion.cause())
                        .saying(demotion.said()));
    }

    private static Demotion demotion(Sql.Row row) throws SQLException {
        return new Demotion(row.text(1), new RuleId(row.text(2)), row.text(3), row.text(4), row.instant(5));
    }
}
