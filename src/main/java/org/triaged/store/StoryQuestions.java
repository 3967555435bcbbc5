package org.triaged.store;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.SqlReader;
import org.triaged.triage.Story;

/** The questions whose answers make one story. */
final class StoryQuestions {

    private static final String MAIL = """
            SELECT m.id, m.list, m.state, m.reason, m.kind, m.message_id, m.subject, m.sender_name, m.sender_address,
                   m.arrival, m.answerable, p.part
              FROM mail m
              LEFT JOIN series_patch p ON p.mail = m.id
             WHERE m.id = CAST(? AS BIGINT)
            """;

    private static final String PARTS = """
            SELECT m.id, m.list, m.state, m.reason, m.kind, m.message_id, m.subject, m.sender_name, m.sender_address,
                   m.arrival, m.answerable, p.part
              FROM series_patch p
              JOIN mail m ON m.id = p.mail
             WHERE p.series = CAST(? AS BIGINT)
             ORDER BY p.part
            """;

    private static final String SERIES = """
            SELECT id, list, root, title, sender_name, sender_address, version, seen, total, previous_root, newer_root,
                   look_at
              FROM series
             WHERE id = CAST(? AS BIGINT)
            """;

    private static final String JUDGEMENTS = """
            SELECT j.id, j.profile, j.profile_sha256, j.judging_date, j.reason, j.scope, j.parts_seen, j.parts_total,
                   j.input_sha256, j.decision, j.cause, j.proof, j.judged_at
              FROM judgement j
             WHERE j.series IN (SELECT s.id FROM series s WHERE s.id = CAST(? AS BIGINT)
                                 UNION ALL
                                SELECT s.id FROM series s WHERE s.merged_into = CAST(? AS BIGINT))
             ORDER BY j.reason = 'shadow', j.id
            """;

    private static final String FINDINGS = """
            SELECT f.rule, f.severity, f.weight, f.spoken, f.part, f.message_id, f.evidence, f.trailer_key, f.note,
                   d.kind AS dismissed_as, d.actor AS dismissed_by, d.dismissed_at, d.reason AS dismissed_because,
                   d.proof AS dismissed_proof
              FROM finding f
              JOIN judgement j ON j.id = f.judgement
              JOIN series s ON s.id = j.series
              LEFT JOIN dismissal d ON d.list = s.list AND d.rule = f.rule AND d.change_sha256 = f.change_sha256
             WHERE f.judgement = CAST(? AS BIGINT)
             ORDER BY f.place
            """;

    private static final String NOT_RUN = """
            SELECT rule, reason
              FROM skipped_rule
             WHERE judgement = CAST(? AS BIGINT)
             ORDER BY rule
            """;

    private static final String CLAIMS = """
            SELECT c.message_id, c.line, c.granter_name, c.granter_address, c.outcome, c.granter_is_author,
                   r.judgement IS NOT NULL AS relied_on, k.judgement IS NOT NULL AS confirmed, c.confirming_id, c.note
              FROM exception_claim c
              LEFT JOIN exception_reliance r ON r.judgement = c.judgement AND r.place = c.place
              LEFT JOIN exception_confirmation k ON k.judgement = c.judgement AND k.place = c.place
             WHERE c.judgement = CAST(? AS BIGINT)
             ORDER BY c.place
            """;

    private static final String REPLY = """
            SELECT r.id, r.report, r.message_id, r.state, r.mode, r.recipients, r.attempts, r.server_line, r.reason,
                   r.proof, r.composed_at, r.changed_at
              FROM reply r
             WHERE r.id = CAST(? AS BIGINT)
            """;

    private static final String REPLY_OF = """
            SELECT r.id
              FROM reply r
              JOIN judgement j ON j.id = r.judgement
             WHERE j.series IN (SELECT s.id FROM series s WHERE s.id = CAST(? AS BIGINT)
                                 UNION ALL
                                SELECT s.id FROM series s WHERE s.merged_into = CAST(? AS BIGINT))
             ORDER BY r.id
            """;

    private static final String STEPS = """
            SELECT noted_at, actor, action, reason, proof, said
              FROM audit_log
             WHERE object_kind = 'reply' AND object_id = ?
             ORDER BY number
            """;

    private static final String TAGS = """
            SELECT given_at, line, message_id, posting, sender_is_person, is_maintainer, is_author
              FROM given_tag
             WHERE series = CAST(? AS BIGINT)
             ORDER BY given_at, message_id, line
            """;

    private final SqlReader reader;
    private final InstantSource clock;

    StoryQuestions(SqlReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** @param mail and @param series and @param reply numbers of rows */
    Story story(Optional<String> mail, Optional<String> series, Optional<String> reply) {
        Optional<Story.Reply> said = reply.or(
                        () -> series.flatMap(id -> one(REPLY_OF, id, id).map(row -> row.text("id"))))
                .flatMap(id -> one(REPLY, id).map(StoryQuestions::reply));
        return new Story(
                clock.instant(),
                mail.flatMap(id -> one(MAIL, id).map(StoryQuestions::mail)),
                series.flatMap(id -> one(SERIES, id).map(StoryQuestions::work)),
                series.map(id -> all(PARTS, id).stream()
                                .map(StoryQuestions::mail)
                                .toList())
                        .orElse(List.of()),
                series.map(id -> all(JUDGEMENTS, id, id).stream()
                                .map(this::verdict)
                                .toList())
                        .orElse(List.of()),
                said,
                said.map(row -> all(STEPS, row.report()).stream()
                                .map(StoryQuestions::step)
                                .toList())
                        .orElse(List.of()),
                series.map(id -> all(TAGS, id).stream().map(StoryQuestions::tag).toList())
                        .orElse(List.of()));
    }

    private List<AskedRow> all(String sql, String... parameters) {
        return AskedRow.ask(reader, sql, parameters);
    }

    private Optional<AskedRow> one(String sql, String... parameters) {
        return all(sql, parameters).stream().findFirst();
    }

    private static Story.Mail mail(AskedRow row) {
        return new Story.Mail(
                row.number("id"),
                row.text("list"),
                row.text("state"),
                row.text("reason"),
                row.text("kind"),
                row.text("message_id"),
                row.text("subject"),
                row.text("sender_name"),
                row.text("sender_address"),
                row.instant("arrival"),
                row.flag("answerable"),
                row.maybeInteger("part"));
    }

    private static Story.Work work(AskedRow row) {
        return new Story.Work(
                row.number("id"),
                row.text("list"),
                row.text("root"),
                row.text("title"),
                row.text("sender_name"),
                row.text("sender_address"),
                row.integer("version"),
                row.integer("seen"),
                row.integer("total"),
                row.text("previous_root"),
                row.text("newer_root"),
                row.maybeInstant("look_at"));
    }

    private Story.Verdict verdict(AskedRow row) {
        String id = row.text("id");
        return new Story.Verdict(
                row.number("id"),
                row.text("profile"),
                row.text("profile_sha256"),
                row.instant("judging_date"),
                row.text("reason"),
                row.text("scope"),
                row.integer("parts_seen"),
                row.integer("parts_total"),
                row.text("input_sha256"),
                row.text("decision"),
                row.text("cause"),
                row.text("proof"),
                row.instant("judged_at"),
                all(FINDINGS, id).stream().map(StoryQuestions::found).toList(),
                all(NOT_RUN, id).stream()
                        .map(rule -> new Story.NotRun(rule.text("rule"), rule.text("reason")))
                        .toList(),
                all(CLAIMS, id).stream().map(StoryQuestions::claimed).toList());
    }

    private static Story.Found found(AskedRow row) {
        return new Story.Found(
                row.text("rule"),
                row.text("severity"),
                row.text("weight"),
                row.flag("spoken"),
                row.maybeInteger("part"),
                row.text("message_id"),
                row.text("evidence"),
                row.text("trailer_key"),
                row.text("note"),
                FindingQuestions.dismissed(row));
    }

    private static Story.Claimed claimed(AskedRow row) {
        return new Story.Claimed(
                row.text("message_id"),
                row.text("line"),
                row.text("granter_name"),
                row.text("granter_address"),
                row.text("outcome"),
                row.flag("granter_is_author"),
                row.flag("relied_on"),
                row.flag("confirmed"),
                row.text("confirming_id"),
                row.text("note"));
    }

    private static Story.Reply reply(AskedRow row) {
        return new Story.Reply(
                row.text("report"),
                row.text("message_id"),
                row.text("state"),
                row.text("mode"),
                row.text("recipients"),
                row.integer("attempts"),
                row.text("server_line"),
                row.text("reason"),
                row.text("proof"),
                row.instant("composed_at"),
                row.instant("changed_at"));
    }

    private static Story.Step step(AskedRow row) {
        return new Story.Step(
                row.instant("noted_at"),
                row.text("actor"),
                row.text("action"),
                row.text("reason"),
                row.text("proof"),
                row.text("said"));
    }

    private static Story.Tag tag(AskedRow row) {
        return new Story.Tag(
                row.instant("given_at"),
                row.text("line"),
                row.text("message_id"),
                row.text("posting"),
                row.flag("sender_is_person"),
                row.text("is_maintainer"),
                row.flag("is_author"));
    }
}
