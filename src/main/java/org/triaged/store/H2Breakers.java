package org.triaged.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.triaged.triage.Breakers;
import org.triaged.triage.Tolerance;

/** Table {@code breaker}, and the figures by which it trips. */
final class H2Breakers implements Breakers {

    private static final String HOLDING = """
            SELECT list, cause, said, tripped_at
              FROM breaker
             WHERE holds IS NOT NULL
             ORDER BY tripped_at, id
            """;

    private static final String HOLDS = """
            SELECT cause
              FROM breaker
             WHERE holds = ?
            """;

    private static final String TRIP = """
            INSERT INTO breaker (list, cause, said, tripped_at, holds)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String RESUME = """
            UPDATE breaker
               SET resumed_at = ?, holds = NULL
             WHERE holds = ?
            """;

    private static final String LAST_RESUMED = """
            SELECT MAX(resumed_at)
              FROM breaker
             WHERE list IN (?, '*')
            """;

    private static final String BECAME_READY = """
            SELECT COUNT(*)
              FROM reply
             WHERE list = ? AND composed_at > ? AND mode = 'live' AND state <> 'HELD'
            """;

    private static final String LAST_OUTCOMES = """
            SELECT a.outcome
              FROM reply_attempt a
              JOIN reply r ON r.id = a.reply
             WHERE r.list = ? AND a.started_at > ? AND a.outcome IN ('SENT', 'FAILED', 'UNKNOWN')
             ORDER BY a.ended_at DESC, a.reply DESC, a.attempt DESC
             FETCH FIRST ? ROWS ONLY
            """;

    /** Series that came after us, by the judgement that stands. */
    private static final String LAST_JUDGED = """
            SELECT j.id
              FROM judgement j
              JOIN series s ON s.id = j.series
             WHERE s.list = ? AND j.judged_at > ? AND j.reason <> 'shadow'
               AND (j.cause IS NULL OR j.cause NOT IN ('before-start', 'too-old'))
               AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id)
             ORDER BY j.id DESC
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String RULES_OF = """
            SELECT DISTINCT rule
              FROM finding
             WHERE judgement = ? AND spoken
            """;

    private static final String AUTOMATIC_ANSWERS = """
            SELECT COUNT(DISTINCT m.id)
              FROM reply r
              JOIN mail_reference f ON f.list = r.list AND f.parent_id = r.message_id
              JOIN mail m ON m.id = f.mail
             WHERE r.list = ? AND m.kind = 'auto' AND m.known_as IS NOT NULL AND m.arrival > ?
            """;

    private static final String LINTER_FAILURES = """
            SELECT COUNT(*)
              FROM reply
             WHERE list = ? AND state = 'HELD' AND changed_at > ? AND reason LIKE 'linter:%'
            """;

    private static final String IN_DOUBT = """
            SELECT COUNT(*)
              FROM reply
             WHERE list = ? AND state = 'UNKNOWN' AND changed_at > ?
            """;

    private static final String OWN_TAKEN_FOR_A_PATCH = """
            SELECT r.report
              FROM reply r
              JOIN mail m ON m.list = r.list AND m.known_as = r.message_id
             WHERE r.list = ? AND m.arrival > ? AND m.kind IN ('patch', 'cover', 'pull')
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String LIST_BOUNCES = """
            SELECT COUNT(*)
              FROM bounce
             WHERE list = ? AND recorded_at > ? AND verdict = 'list'
            """;

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static final Duration DAY = Duration.ofDays(1);

    private final Transactions transactions;

    H2Breakers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Tripped> holding() {
        return transactions.read(
                sql -> sql.list(HOLDING, row -> new Tripped(row.text(1), row.text(2), row.text(3), row.instant(4))));
    }

    @Override
    public boolean trip(Tripped tripped) {
        return transactions.writeToDisk("breaker.trip", sql -> {
            boolean fresh = !sql.exists(HOLDS, tripped.list());
            if (fresh) {
                sql.update(TRIP, tripped.list(), tripped.cause(), tripped.said(), tripped.at(), tripped.list());
                AuditChain.append(
                        sql,
                        AuditEntry.of(tripped.at(), "breaker-tripped", "breaker", tripped.list())
                                .on(named(tripped.list()))
                                .because(tripped.cause())
                                .saying(tripped.said()));
            }
            return fresh;
        });
    }

    @Override
    public boolean resume(String list, String actor, String why, Instant now) {
        return transactions.writeToDisk("breaker.resume", sql -> {
            Optional<String> cause = sql.one(HOLDS, row -> row.text(1), list);
            cause.ifPresent(word -> {
                sql.update(RESUME, now, list);
                AuditChain.append(
                        sql,
                        actor,
                        AuditEntry.of(now, "breaker-resumed", "breaker", list)
                                .on(named(list))
                                .because(word)
                                .saying(why));
            });
            return cause.isPresent();
        });
    }

    @Override
    public Optional<Symptom> symptom(String list, Tolerance tolerance, Instant now) {
        return transactions.read(sql -> {
            Instant resumed = sql.one(LAST_RESUMED, Sql.Row::maybeFirstInstant, list)
                    .flatMap(at -> at)
                    .orElse(Instant.EPOCH);
            Instant dayAgo = later(resumed, now.minus(DAY));
            Instant tenMinutesAgo = later(resumed, now.minus(TEN_MINUTES));
            Stream<Supplier<Optional<Symptom>>> symptoms = Stream.of(
                    () -> above(
                            "too-many-ready",
                            tolerance.readyInTenMinutes(),
                            count(sql, BECAME_READY, list, tenMinutesAgo),
                            "replies became ready in ten minutes"),
                    () -> refused(sql, list, resumed),
                    () -> shares(sql, list, resumed, tolerance),
                    () -> above(
                            "automatic-answers",
                            Tolerance.AUTOMATIC_ANSWERS - 1,
                            count(sql, AUTOMATIC_ANSWERS, list, resumed),
                            "automatic answers to our mails"),
                    () -> above(
                            "linter-failures",
                            Tolerance.LINTER_FAILURES - 1,
                            count(sql, LINTER_FAILURES, list, dayAgo),
                            "replies held by the linter in a day"),
                    () -> above(
                            "in-doubt",
                            Tolerance.IN_DOUBT - 1,
                            count(sql, IN_DOUBT, list, resumed),
                            "replies in doubt at once"),
                    () -> above(
                            "list-bounces",
                            Tolerance.LIST_BOUNCES - 1,
                            count(sql, LIST_BOUNCES, list, dayAgo),
                            "bounces of the list's address in a day"),
                    () -> sql.one(OWN_TAKEN_FOR_A_PATCH, row -> row.text(1), list, resumed)
                            .map(report -> new Symptom(
                                    "own-mail-as-patch",
                                    "our own mail " + report + " came back and reads as a patch")));
            return symptoms.map(Supplier::get).flatMap(Optional::stream).findFirst();
        });
    }

    private static Optional<Symptom> refused(Sql sql, String list, Instant since) {
        List<String> last = sql.list(LAST_OUTCOMES, row -> row.text(1), list, since, Tolerance.REFUSED_IN_A_ROW);
        return last.size() == Tolerance.REFUSED_IN_A_ROW && last.stream().allMatch("FAILED"::equals)
                ? Optional.of(new Symptom("refused", "the server refused " + last.size() + " mails in a row"))
                : Optional.empty();
    }

    private static Optional<Symptom> shares(Sql sql, String list, Instant since, Tolerance tolerance) {
        List<List<String>> judged =
                sql.list(LAST_JUDGED, row -> row.number(1), list, since, Tolerance.SPEAKING_WINDOW).stream()
                        .map(judgement -> sql.list(RULES_OF, row -> row.text(1), judgement))
                        .toList();
        return oneRule(judged, tolerance).or(() -> speaking(judged, tolerance));
    }

    private static Optional<Symptom> oneRule(List<List<String>> judged, Tolerance tolerance) {
        if (judged.size() < Tolerance.RULE_WINDOW) {
            return Optional.empty();
        }
        List<String> spoken = judged.subList(0, Tolerance.RULE_WINDOW).stream()
                .flatMap(List::stream)
                .toList();
        return spoken.stream()
                .distinct()
                .filter(rule -> percent(spoken.stream().filter(rule::equals).count(), Tolerance.RULE_WINDOW)
                        > tolerance.rulePercent())
                .sorted()
                .findFirst()
                .map(rule -> new Symptom(
                        "one-rule",
                        "rule " + rule + " speaks in more than " + tolerance.rulePercent() + " % of the last "
                                + Tolerance.RULE_WINDOW + " series"));
    }

    private static Optional<Symptom> speaking(List<List<String>> judged, Tolerance tolerance) {
        long speaking = judged.stream().filter(rules -> !rules.isEmpty()).count();
        return judged.size() == Tolerance.SPEAKING_WINDOW
                        && percent(speaking, Tolerance.SPEAKING_WINDOW) > tolerance.speakingPercent()
                ? Optional.of(new Symptom(
                        "too-many-speak",
                        speaking + " of the last " + Tolerance.SPEAKING_WINDOW + " series have findings that speak"))
                : Optional.empty();
    }

    private static double percent(long some, int all) {
        return 100.0 * some / all;
    }

    private static Optional<Symptom> above(String cause, int most, int count, String what) {
        return count > most ? Optional.of(new Symptom(cause, count + " " + what)) : Optional.empty();
    }

    private static int count(Sql sql, String statement, String list, Instant since) {
        return sql.one(statement, row -> row.integer(1), list, since).orElseThrow();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** "" for all lists, as the audit writes it. */
    private static String named(String list) {
        return list.equals(Breakers.ALL) ? "" : list;
    }
}
