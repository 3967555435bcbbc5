package org.triaged.store;

import java.util.stream.Stream;

/**
 * Statements that fill an empty database as some years of a list would. Every series has two parts and draws two answers; a
 * tenth has a reply, a fiftieth a claim, and of a tenth a second profile, in the shadow, says something else.
 */
public final class Years {

    private static final String[] ROWS = {"""
        INSERT INTO mailbox (list, account, folder, uid_validity, next_uid, watermark_uid, watermark_at, mode, last_poll)
        VALUES ('devel', 'main', 'INBOX', 1, %4$d, 1, TIMESTAMP WITH TIME ZONE '2025-01-01 00:00:00Z', 'live',
                TIMESTAMP WITH TIME ZONE '2026-02-01 00:00:00Z')
        """, """
        INSERT INTO mail (list, sha256, raw, size, arrival, answerable, state, message_id, known_as, kind, subject, title,
                          title_key, sender_name, sender_address, sender_key, author_name, author_address, sent_at, version,
                          part_number, part_total, judged)
        SELECT 'devel', LPAD(x, 64, '0'), X'00', 4000,
               DATEADD(MINUTE, x * 5, TIMESTAMP WITH TIME ZONE '2025-02-20 00:00:00Z'), TRUE,
               CASE WHEN x <= %2$d THEN 'ASSEMBLED' ELSE 'PARSED' END, 'm' || x || '@example.org',
               'm' || x || '@example.org', CASE WHEN x <= %2$d THEN 'patch' ELSE 'reply' END, '[PATCH] work ' || x,
               'work ' || x, 'work ' || x, 'Author', CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org',
               CASE WHEN MOD(x, 700) = 0 THEN 'kim' ELSE 'a' || MOD(x, 700) END || '@example.org', 'Author', 'a@example.org',
               DATEADD(MINUTE, x * 5, TIMESTAMP WITH TIME ZONE '2025-02-20 00:00:00Z'), 1, 1, 2, x <= %2$d
          FROM SYSTEM_RANGE(1, %3$d)
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
          FROM SYSTEM_RANGE(1, %1$d)
        """, """
        INSERT INTO series_patch (series, part, mail)
        SELECT x, 1, x FROM SYSTEM_RANGE(1, %1$d)
         UNION ALL
        SELECT x, 2, x + %1$d FROM SYSTEM_RANGE(1, %1$d)
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
          FROM SYSTEM_RANGE(1, %1$d)
        """, """
        INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen, parts_total,
                               input_sha256, engine, evidence_table, speaks, decision, cause, beside, differs, judged_at)
        SELECT series, 'qemu/two', 'bb', judging_date, 'shadow', 'ours', 2, 2, input_sha256, '1.0', 'table', FALSE, 'silent',
               'shadow', id, MOD(series, 10) = 3, judged_at
          FROM judgement
        """, """
        INSERT INTO finding (judgement, place, rule, severity, weight, spoken, message_id, part, evidence, trailer_key, note)
        SELECT j.id, 0, CASE MOD(j.series, 3) WHEN 0 THEN 'dco-sob-missing' WHEN 1 THEN 'msg-line-long' ELSE 'mime-html' END,
               CASE WHEN j.differs THEN 'info' ELSE 'warning' END, 'reply', j.speaks,
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

    private Years() {}

    /** @param series how many; four mails and two judgements for each */
    public static String[] of(int series) {
        return Stream.of(ROWS)
                .map(rows -> rows.formatted(series, 2 * series, 4 * series, 4 * series + 1))
                .toArray(String[]::new);
    }
}
