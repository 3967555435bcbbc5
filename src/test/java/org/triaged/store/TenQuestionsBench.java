package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Question;

/**
 * The questions of docs/runbook.md, as they stand there, over a database of a hundred thousand mails in 26,000 series, and
 * the verification of an audit of a hundred thousand rows. It asserts no time; it prints medians.
 */
class TenQuestionsBench {

    private static final Pattern QUESTION = Pattern.compile("(?m)^## ([0-9]+)\\.|(?s)```sql\n(.*?)\n```");

    private static final int ROUNDS = Integer.getInteger("triaged.rounds", 21);

    private static final int AUDIT_ROWS = 100_000;

    /** Every series has one to three parts and draws answers; a tenth has a reply, a fiftieth a claim. */
    private static final String[] SEED = {"""
        INSERT INTO mailbox (list, account, folder, uid_validity, next_uid, watermark_uid, watermark_at, mode, last_poll)
        VALUES ('devel', 'main', 'INBOX', 1, 100001, 1, TIMESTAMP WITH TIME ZONE '2025-01-01 00:00:00Z', 'live',
                TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00Z')
        """, """
        INSERT INTO mail (list, sha256, raw, size, arrival, answerable, state, message_id, known_as, kind, subject, title,
                          title_key, sender_name, sender_address, sender_key, author_name, author_address, sent_at, version,
                          part_number, part_total, judged)
        SELECT 'devel', LPAD(x, 64, '0'), X'00', 4000,
               DATEADD(MINUTE, x * 5, TIMESTAMP WITH TIME ZONE '2025-02-20 00:00:00Z'), TRUE,
               CASE WHEN x <= 52000 THEN 'ASSEMBLED' ELSE 'PARSED' END, 'm' || x || '@example.org',
               'm' || x || '@example.org', CASE WHEN x <= 52000 THEN 'patch' ELSE 'reply' END, '[PATCH] work ' || x,
               'work ' || x, 'work ' || x, 'Author', CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org',
               CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org', 'Author', 'a@example.org',
               DATEADD(MINUTE, x * 5, TIMESTAMP WITH TIME ZONE '2025-02-20 00:00:00Z'), 1, 1, 2, x <= 52000
          FROM SYSTEM_RANGE(1, 100000)
        """, """
        INSERT INTO mail_source (mailbox, uid, state, size, arrival, mail)
        SELECT 1, id, 'STORED', size, arrival, id FROM mail
        """, """
        INSERT INTO series (list, root, title, title_key, sender_name, sender_address, sender_key, version, total, seen, pull,
                            resend, partial, previous_root, newer_root)
        SELECT 'devel', 'm' || x || '@example.org', 'work ' || x, 'work ' || x, 'Author',
               CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org',
               CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org',
               CASE WHEN MOD(x, 5) = 0 THEN 2 ELSE 1 END, 2, 2, FALSE, FALSE, FALSE,
               CASE WHEN MOD(x, 5) = 0 THEN 'm' || (x - 1) || '@example.org' END,
               CASE WHEN MOD(x, 5) = 4 THEN 'm' || (x + 1) || '@example.org' END
          FROM SYSTEM_RANGE(1, 26000)
        """, """
        INSERT INTO series_patch (series, part, mail)
        SELECT x, 1, x FROM SYSTEM_RANGE(1, 26000)
         UNION ALL
        SELECT x, 2, x + 26000 FROM SYSTEM_RANGE(1, 26000)
        """, """
        INSERT INTO policy_profile (profile, sha256, content_sha256, stance, exceptions, first_used)
        VALUES ('qemu/one', 'aa', 'aa', 'forbid', 'none', TIMESTAMP WITH TIME ZONE '2025-01-01 00:00:00Z'),
               ('qemu/two', 'bb', 'bb', 'allow', 'none', TIMESTAMP WITH TIME ZONE '2025-01-01 00:00:00Z')
        """, """
        INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen, parts_total,
                               input_sha256, engine, evidence_table, speaks, decision, cause, judged_at)
        SELECT x, 'qemu/one', 'aa', DATEADD(MINUTE, x * 20, TIMESTAMP WITH TIME ZONE '2025-02-20 00:00:00Z'), 'first', 'ours',
               2, 2, LPAD(x, 64, '0'), '1.0', 'table', MOD(x, 10) = 0, CASE WHEN MOD(x, 10) = 0 THEN 'reply' ELSE 'silent' END,
               CASE WHEN MOD(x, 10) <> 0 THEN 'no-speaking-finding' END,
               DATEADD(MINUTE, x * 20, TIMESTAMP WITH TIME ZONE '2025-02-20 01:00:00Z')
          FROM SYSTEM_RANGE(1, 26000)
        """, """
        INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen, parts_total,
                               input_sha256, engine, evidence_table, speaks, decision, cause, judged_at)
        SELECT series, 'qemu/two', 'bb', judging_date, 'shadow', 'ours', 2, 2, input_sha256, '1.0', 'table', FALSE, 'silent',
               'shadow', judged_at
          FROM judgement
        """, """
        INSERT INTO finding (judgement, place, rule, severity, weight, spoken, message_id, part, evidence, trailer_key, note)
        SELECT j.id, 0, CASE MOD(j.id, 3) WHEN 0 THEN 'dco-sob-missing' WHEN 1 THEN 'msg-line-long' ELSE 'mime-html' END,
               CASE WHEN j.reason = 'shadow' AND MOD(j.id, 50) = 0 THEN 'info' ELSE 'warning' END, 'reply', j.speaks,
               s.root, 1, 'evidence', '', ''
          FROM judgement j
          JOIN series s ON s.id = j.series
        """, """
        INSERT INTO exception_claim (judgement, place, message_id, line, form, granter_name, granter_address,
                                     granter_is_author, granter_is_sender, granter_is_maintainer, maintainer_sections,
                                     outcome, note, profile, recorded_at)
        SELECT j.id, 0, s.root, 'AI-exception-granted-by: somebody', 'trailer', 'Somebody', 'somebody@example.org',
               MOD(j.id, 100) = 0, FALSE, 'no', '', 'unconfirmed', '', 'qemu/one', j.judged_at
          FROM judgement j
          JOIN series s ON s.id = j.series
         WHERE MOD(j.id, 50) = 0 AND j.reason = 'first'
        """, """
        INSERT INTO reply (report, message_id, list, root, version, kind, judgement, anchor, anchor_arrival, mode, state, raw,
                           sha256, sender, recipients, attempts, next_at, server_line, reason, composed_at, changed_at)
        SELECT CASE WHEN j.id = 700 THEN 'T-epxgsy6mdm' ELSE 'T-' || j.id END, 'r' || j.id || '@triage.example.org', 'devel',
               s.root, s.version, 'reply', j.id, s.root, j.judged_at, 'live',
               CASE MOD(j.id, 100) WHEN 10 THEN 'SUPPRESSED' WHEN 20 THEN 'HELD' ELSE 'SEEN' END, X'00', LPAD(j.id, 64, '0'),
               'triage@example.org', 'devel@lists.example.org', 1, j.judged_at, '250 ok', '', j.judged_at, j.judged_at
          FROM judgement j
          JOIN series s ON s.id = j.series
         WHERE j.decision = 'reply'
        """, """
        INSERT INTO reply_attempt (reply, attempt, started_at, ended_at, outcome, server_line)
        SELECT id, 1, DATEADD(MINUTE, 3, composed_at), DATEADD(MINUTE, 4, composed_at), 'SENT', '250 ok' FROM reply
        """, """
        INSERT INTO reply_wait (reply, reason, first_at, last_at)
        SELECT id, 'cap-hour', composed_at, DATEADD(MINUTE, 3, composed_at) FROM reply WHERE MOD(id, 20) = 0
        """};

    @TempDir
    private Path folder;

    private record Asked(String number, String sql) {}

    @Test
    void theQuestionsOfTheRunbook() throws IOException, SQLException {
        TestStore.in(folder).close();
        TestStore.change(folder, SEED);
        writeAudit();
        TestStore.change(folder, "ANALYZE");
        try (TestStore store = TestStore.in(folder)) {
            for (Asked asked : questions()) {
                double[] millis = new double[ROUNDS];
                int[] rows = new int[1];
                for (int round = 0; round < ROUNDS; round++) {
                    long began = System.nanoTime();
                    rows[0] = ask(store, asked.sql());
                    millis[round] = (System.nanoTime() - began) / 1e6;
                }
                Arrays.sort(millis);
                System.out.printf(
                        "TenQuestionsBench: question %s: median %.1f ms, worst %.1f ms, %d rows%n",
                        asked.number(), millis[ROUNDS / 2], millis[ROUNDS - 1], rows[0]);
                assertThat(rows[0] > 0)
                        .as(asked.sql())
                        .isEqualTo(!asked.number().equals("10"));
            }
            long began = System.nanoTime();
            AuditCheck check = store.auditTrail().verify(List.of());
            System.out.printf(
                    "TenQuestionsBench: %d rows of the audit verified in %.0f ms%n",
                    check.rows(), (System.nanoTime() - began) / 1e6);
            assertThat(check.whole()).isTrue();
            assertThat(check.rows()).isEqualTo(AUDIT_ROWS);
        }
    }

    /** A chain that verifies, in one transaction. */
    private void writeAudit() throws SQLException {
        try (DataFolder data = DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT);
                Connection keeper = data.passwords().connect(Url.KEEPER.of(data.database()), Passwords.User.KEEPER)) {
            keeper.setAutoCommit(false);
            Sql sql = new Sql(keeper);
            Instant at = Instant.parse("2025-02-20T00:00:00Z");
            for (int row = 0; row < AUDIT_ROWS; row++) {
                AuditEntry entry = AuditEntry.of(
                                at.plusSeconds(row * 300L), "judged", "series", "m" + row + "@example.org")
                        .saying(row % 3 == 0 ? "first, 2 of 2 parts" : "");
                AuditChain.append(sql, row % 2_000 == 0 ? "carol" : "daemon", entry);
            }
            keeper.commit();
        }
    }

    private static List<Asked> questions() throws IOException {
        List<Asked> all = new ArrayList<>();
        String number = "";
        for (MatchResult found : QUESTION.matcher(Files.readString(Path.of("docs/runbook.md")))
                .results()
                .toList()) {
            if (found.group(1) != null) {
                number = found.group(1);
            } else {
                all.add(new Asked(number, found.group(2)));
            }
        }
        return all;
    }

    private static int ask(TestStore store, String sql) {
        int[] rows = new int[1];
        store.reader().query(new Question(sql, List.of(), 1_000, Duration.ofSeconds(60)), new Answer() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(List<Optional<String>> values) {
                rows[0]++;
            }
        });
        return rows[0];
    }
}
