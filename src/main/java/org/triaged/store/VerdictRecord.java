package org.triaged.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.policy.Skipped;
import org.triaged.triage.Demotion;
import org.triaged.triage.SeriesBook.Decision;
import org.triaged.triage.SeriesBook.Reason;
import org.triaged.triage.SeriesBook.Verdict;

/**
 * Tables {@code policy_profile}, {@code judgement}, {@code finding} and {@code skipped_rule}: all that one verdict is, with
 * its audit, and with the reply where one is due. What it makes of exceptions and tags is kept by {@link ClaimRecord}.
 */
final class VerdictRecord {

    private static final String KEEP_PROFILE = """
            INSERT INTO policy_profile (profile, sha256, content_sha256, valid_from, valid_until, stance, exceptions,
                                        first_used)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Asked first: H2 takes the answer of before for that of NOT EXISTS when one transaction inserts twice. */
    private static final String KNOWN_PROFILE = """
            SELECT 1
              FROM policy_profile
             WHERE profile = ? AND sha256 = ?
            """;

    private static final String NEWEST = """
            SELECT MAX(j.id)
              FROM series s
              JOIN judgement j ON j.series = s.id
             WHERE (s.id = ? OR s.merged_into = ?) AND j.reason <> 'shadow'
            """;

    private static final String NEWEST_SHADOW = """
            SELECT MAX(j.id)
              FROM series s
              JOIN judgement j ON j.series = s.id
             WHERE (s.id = ? OR s.merged_into = ?) AND j.reason = 'shadow' AND j.profile = ?
            """;

    private static final String KEEP = """
            INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen, parts_total,
                                   input_sha256, engine, evidence_table, maintainers_sha256, speaks, decision, cause,
                                   proof, supersedes, judged_at)
            SELECT s.id, ?, ?, ?, ?, ?, s.seen, s.total, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
              FROM series s
             WHERE s.id = ?
            """;

    private static final String KEEP_FINDING = """
            INSERT INTO finding (judgement, place, rule, severity, weight, spoken, message_id, part, evidence, trailer_key,
                                 note, change_sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String KEEP_SKIPPED = """
            INSERT INTO skipped_rule (judgement, rule, reason)
            VALUES (?, ?, ?)
            """;

    private static final String NEXT_LOOK = """
            UPDATE series
               SET look_at = ?
             WHERE id = ?
            """;

    private static final String MARK_JUDGED = """
            UPDATE mail
               SET judged = TRUE
             WHERE id IN (SELECT mail FROM series_patch WHERE series = ?)
            """;

    private static final String NAME_AND_PARTS = """
            SELECT root, version, seen, total
              FROM series
             WHERE id = ?
            """;

    private final Sql sql;
    private final String engine;

    VerdictRecord(Sql sql, String engine) {
        this.sql = sql;
        this.engine = engine;
    }

    private record Named(String root, String parts) {}

    /** Rules that lose their voice with it. */
    List<Demotion> keep(Verdict verdict) {
        Judgement judgement = verdict.judgement();
        Named series = named(verdict);
        long id = keep(verdict, judgement, verdict.reason(), verdict.decision(), series);
        if (verdict.decision() instanceof Decision.Speak speak) {
            ReplyRecord.keep(sql, verdict, speak, id);
        } else if (verdict.decision() instanceof Decision.Silent silent) {
            AuditChain.append(
                    sql,
                    noted(verdict, judgement, series)
                            .doing("silent")
                            .because(silent.cause())
                            .provenBy(silent.proof()));
        }
        verdict.shadows()
                .forEach(shadow -> keepAside(Verdict.aside(verdict.series(), verdict.list(), shadow, verdict.at())));
        sql.update(NEXT_LOOK, verdict.nextLook(), verdict.series());
        sql.update(MARK_JUDGED, verdict.series());
        return verdict.decision() instanceof Decision.Speak ? demotions(verdict) : List.of();
    }

    private List<Demotion> demotions(Verdict verdict) {
        Demotions demotions = new Demotions(sql);
        return verdict.judgement().spoken().stream()
                .map(Finding::rule)
                .distinct()
                .flatMap(rule -> demotions.look(verdict.list(), rule, verdict.at()).stream())
                .toList();
    }

    /** A verdict by a profile that is not in force; the series stays as it is. */
    void keepAside(Verdict verdict) {
        keep(verdict, verdict.judgement(), Reason.SHADOW, verdict.decision(), named(verdict));
    }

    private Named named(Verdict verdict) {
        return sql.one(
                        NAME_AND_PARTS,
                        row -> new Named(row.text(1), row.integer(3) + " of " + row.integer(4) + " parts"),
                        verdict.series())
                .orElseThrow(() -> new IllegalStateException("judged, but never assembled: " + verdict));
    }

    private long keep(Verdict verdict, Judgement judgement, Reason reason, Decision decision, Named series) {
        keepProfile(verdict, judgement.profile());
        Optional<Long> older = reason == Reason.SHADOW
                ? newestShadow(verdict.series(), judgement.profile())
                : newest(verdict.series());
        long id = keepJudgement(verdict, judgement, reason, decision, older);
        keepGrounds(id, verdict, judgement);
        AuditEntry noted = noted(verdict, judgement, series);
        AuditChain.append(sql, noted.because(summary(reason, judgement, series)));
        ClaimRecord claims = new ClaimRecord(sql, verdict, judgement);
        claims.keep(id, older);
        if (reason != Reason.SHADOW) {
            claims.keepTags();
        }
        return id;
    }

    private static AuditEntry noted(Verdict verdict, Judgement judgement, Named series) {
        return AuditEntry.of(verdict.at(), "judged", "series", series.root())
                .on(verdict.list())
                .judgedBy(judgement.profile().id().value(), judgement.profile().hash(), judgement.inputHash());
    }

    private static String summary(Reason reason, Judgement judgement, Named series) {
        return reason.word() + ", " + series.parts() + ", dated " + judgement.date() + ", "
                + judgement.findings().size() + " findings";
    }

    private void keepProfile(Verdict verdict, Profile profile) {
        String id = profile.id().value();
        if (sql.one(KNOWN_PROFILE, row -> row.number(1), id, profile.hash()).isPresent()) {
            return;
        }
        sql.update(
                KEEP_PROFILE,
                id,
                profile.hash(),
                profile.content(),
                profile.from(),
                profile.until(),
                word(profile.ai().stance()),
                word(profile.exception().mode()),
                verdict.at());
    }

    private long keepJudgement(
            Verdict verdict, Judgement judgement, Reason reason, Decision decision, Optional<Long> older) {
        Optional<Decision.Silent> silent =
                Optional.of(decision).filter(Decision.Silent.class::isInstance).map(Decision.Silent.class::cast);
        return sql.insert(
                KEEP,
                judgement.profile().id().value(),
                judgement.profile().hash(),
                judgement.date(),
                reason.word(),
                judgement.scope().word(),
                judgement.inputHash(),
                engine,
                judgement.profile().ai().evidence().name(),
                judgement.maintainersHash(),
                judgement.speaks(),
                silent.isPresent() ? "silent" : "reply",
                silent.map(Decision.Silent::cause),
                silent.flatMap(Decision.Silent::proof).map(MessageId::value),
                older,
                verdict.at(),
                verdict.series());
    }

    private Optional<Long> newest(long series) {
        return sql.one(NEWEST, Sql.Row::maybeFirstNumber, series, series).flatMap(id -> id);
    }

    private Optional<Long> newestShadow(long series, Profile profile) {
        return sql.one(
                        NEWEST_SHADOW,
                        Sql.Row::maybeFirstNumber,
                        series,
                        series,
                        profile.id().value())
                .flatMap(id -> id);
    }

    private void keepGrounds(long id, Verdict verdict, Judgement judgement) {
        ChangeHash change = new ChangeHash(sql, verdict.list(), verdict.series());
        List<Finding> spoken = judgement.spoken();
        for (int place = 0; place < judgement.findings().size(); place++) {
            Finding finding = judgement.findings().get(place);
            sql.update(
                    KEEP_FINDING,
                    id,
                    place,
                    finding.rule().value(),
                    finding.severity().word(),
                    finding.weight().word(),
                    spoken.contains(finding),
                    finding.mail().map(MessageId::value),
                    finding.number(),
                    finding.evidence(),
                    finding.key(),
                    finding.note(),
                    change.of(finding));
        }
        for (Skipped skipped : judgement.skipped()) {
            sql.update(KEEP_SKIPPED, id, skipped.rule().value(), skipped.reason());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
