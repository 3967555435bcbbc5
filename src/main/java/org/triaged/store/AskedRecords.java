package org.triaged.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditFilter;
import org.triaged.triage.Demotion;
import org.triaged.triage.FindingId;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.Records;
import org.triaged.triage.Report;
import org.triaged.triage.SqlReader;
import org.triaged.triage.Story;

/** Asks whoever answers questions in SQL: the running daemon, or the database that this process opened. */
public final class AskedRecords implements Records {

    private static final String NEWEST_AUDIT = """
            SELECT number, noted_at, actor, action, object_kind, object_id, list, reason, said, proof, profile
              FROM audit_log
             WHERE noted_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE) AND (? = '' OR actor = ?) AND (? = '' OR action = ?)
                   AND (? = '' OR object_id = ?)
             ORDER BY number DESC
            """;

    private static final String NEXT_AUDIT = """
            SELECT a.number, a.noted_at, a.actor, a.action, a.object_kind, a.object_id, a.list, a.profile,
                   a.profile_sha256, a.input_sha256, a.reply_sha256, a.reason, a.proof, a.payload_sha256, a.prev_hash,
                   a.row_hash, t.salt, t.content AS said
              FROM audit a
              LEFT JOIN audit_text t ON t.sha256 = a.payload_sha256
             WHERE a.number > CAST(? AS BIGINT) AND a.noted_at >= CAST(? AS TIMESTAMP(9) WITH TIME ZONE)
                   AND (? = '' OR a.actor = ?) AND (? = '' OR a.action = ?) AND (? = '' OR a.object_id = ?)
             ORDER BY a.number
            """;

    private static final String OF_REPLY = """
            SELECT COALESCE(s.merged_into, s.id) AS series, r.list, r.id AS reply
              FROM reply r
              LEFT JOIN judgement j ON j.id = r.judgement
              LEFT JOIN series s ON s.id = j.series
             WHERE r.report = ? OR r.message_id = ?
            """;

    private static final String OF_MAIL = """
            SELECT m.id AS mail, p.series
              FROM mail m
              LEFT JOIN series_patch p ON p.mail = m.id
             WHERE m.list IN (SELECT list FROM mailbox) AND m.message_id = ?
             ORDER BY m.list, m.state = 'DUPLICATE', m.id
            """;

    private static final String OF_NUMBER = """
            SELECT m.id AS mail, p.series
              FROM mail m
              LEFT JOIN series_patch p ON p.mail = m.id
             WHERE m.id = CAST(? AS BIGINT)
            """;

    private static final String OF_ROOT = """
            SELECT COALESCE(merged_into, id) AS series
              FROM series
             WHERE list IN (SELECT list FROM mailbox) AND root = ?
             ORDER BY list, id
            """;

    private static final String NAMES = """
            SELECT name
              FROM (SELECT report AS name, composed_at AS since FROM reply
                     UNION ALL
                    SELECT message_id, arrival FROM mail WHERE message_id IS NOT NULL)
             ORDER BY since DESC
             FETCH FIRST 5000 ROWS ONLY
            """;

    private static final int PAGE = 5_000;

    private static final int LONGEST_NUMBER = 18;

    private final SqlReader reader;
    private final StoryQuestions questions;
    private final InstantSource clock;

    /** @param clock tells when a story was told, and when a report ends */
    public AskedRecords(SqlReader reader, InstantSource clock) {
        this.reader = reader;
        this.questions = new StoryQuestions(reader, clock);
        this.clock = clock;
    }

    @Override
    public boolean newestAudit(AuditFilter filter, int limit, Answer into) {
        return reader.query(
                AskedRow.question(NEWEST_AUDIT, limit, parameters(filter).toArray(String[]::new)), into);
    }

    @Override
    public void wholeAudit(AuditFilter filter, Answer into) {
        AuditPage page = new AuditPage(into);
        boolean all = false;
        while (!all) {
            String[] parameters = Stream.concat(Stream.of(Long.toString(page.last())), parameters(filter).stream())
                    .toArray(String[]::new);
            all = reader.query(AskedRow.question(NEXT_AUDIT, PAGE, parameters), page);
        }
    }

    @Override
    public List<Story> stories(String id) {
        List<Story> stories = new ArrayList<>();
        for (AskedRow reply : AskedRow.ask(reader, OF_REPLY, id, id)) {
            stories.add(questions.story(Optional.empty(), reply.maybe("series"), reply.maybe("reply")));
        }
        if (stories.isEmpty()) {
            AskedRow.ask(reader, OF_MAIL, id).forEach(mail -> stories.add(ofMail(mail)));
        }
        if (stories.isEmpty()) {
            AskedRow.ask(reader, OF_ROOT, id)
                    .forEach(row ->
                            stories.add(questions.story(Optional.empty(), row.maybe("series"), Optional.empty())));
        }
        if (stories.isEmpty() && id.matches("[0-9]{1," + LONGEST_NUMBER + "}")) {
            AskedRow.ask(reader, OF_NUMBER, id).forEach(mail -> stories.add(ofMail(mail)));
        }
        return List.copyOf(stories);
    }

    @Override
    public List<String> names() {
        return AskedRow.ask(reader, NAMES).stream().map(row -> row.text("name")).toList();
    }

    @Override
    public List<KnownFinding> findings(KnownFinding.Choice choice) {
        return new FindingQuestions(reader).findings(choice);
    }

    @Override
    public Optional<KnownFinding> finding(FindingId id) {
        return new FindingQuestions(reader).finding(id);
    }

    @Override
    public List<Demotion> demoted() {
        return new FindingQuestions(reader).demoted();
    }

    @Override
    public Report report(Instant from, Optional<String> list) {
        return new ReportQuestions(reader).report(from, clock.instant(), list);
    }

    private Story ofMail(AskedRow mail) {
        return questions.story(mail.maybe("mail"), mail.maybe("series"), Optional.empty());
    }

    private static List<String> parameters(AuditFilter filter) {
        return List.of(
                filter.since().toString(),
                filter.actor(),
                filter.actor(),
                filter.action(),
                filter.action(),
                filter.object(),
                filter.object());
    }

    /** Passes pages on as one answer, and remembers where the last one ended. */
    private static final class AuditPage implements Answer {

        private final Answer into;
        private boolean begun;
        private long last;

        AuditPage(Answer into) {
            this.into = into;
        }

        long last() {
            return last;
        }

        @Override
        public void columns(List<Column> columns) {
            if (!begun) {
                into.columns(columns);
                begun = true;
            }
        }

        @Override
        public void row(List<Optional<String>> values) {
            last = Long.parseLong(values.get(0).orElseThrow());
            into.row(values);
        }
    }
}
