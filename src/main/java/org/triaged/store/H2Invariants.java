package org.triaged.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triaged.reply.MailAddress;
import org.triaged.triage.Caps;
import org.triaged.triage.Invariants;
import org.triaged.triage.WatchedList;

/** The invariants as questions; each finds what contradicts one, twenty rows at most. */
final class H2Invariants implements Invariants {

    private static final String KEPT = """
            SELECT id, next_uid
              FROM mailbox
             WHERE list = ? AND account = ? AND folder = ? AND uid_validity = ?
            """;

    private static final String UIDS = """
            SELECT uid
              FROM mail_source
             WHERE mailbox = ?
            """;

    private static final String MAILS_TWICE = """
            SELECT 'list ' || list || ': ' || COUNT(*) || ' mails count as <' || message_id || '>'
              FROM mail
             WHERE state IN ('PARSED', 'ASSEMBLED')
             GROUP BY list, message_id
            HAVING COUNT(*) > 1
             ORDER BY list, message_id
             FETCH FIRST 20 ROWS ONLY
            """;

    private static final String REPLIES_TWICE = """
            SELECT 'list ' || list || ': ' || COUNT(*) || ' replies to version ' || version || ' of <' || root || '>'
              FROM reply
             GROUP BY list, root, version, kind
            HAVING COUNT(*) > 1
             UNION ALL
            SELECT 'list ' || list || ': ' || COUNT(*) || ' replies speak of <' || message_id || '>'
              FROM reply_covers
             GROUP BY list, message_id, kind
            HAVING COUNT(*) > 1
             FETCH FIRST 20 ROWS ONLY
            """;

    /**
     * Whose address the list hides, but not the name, is answered by the list alone. A watermark is in whole seconds, as a server's arrival times are: within its second, before and
     * after are not told apart.
     */
    private static final String WRONGLY_ANSWERED = """
            SELECT 'reply ' || r.report || ' answers <' || m.message_id || '>, which is '
                   || CASE WHEN m.sender_key IS NULL AND COALESCE(m.sender_name, '') = '' THEN 'from nobody'
                           WHEN m.sender_key = ? THEN 'ours'
                           WHEN m.robot IS NOT NULL AND m.known_as = r.anchor THEN 'of a robot: ' || m.robot
                           WHEN NOT m.answerable THEN 'older than our watch'
                           ELSE 'no patch but ' || m.kind
                      END
              FROM reply r
              JOIN mail m
                ON m.list = r.list
               AND (m.known_as = r.anchor
                    OR m.known_as IN (SELECT c.message_id FROM reply_covers c WHERE c.reply = r.id))
             WHERE m.sender_key IS NULL AND COALESCE(m.sender_name, '') = ''
                OR m.sender_key = ?
                OR m.robot IS NOT NULL AND m.known_as = r.anchor
                OR NOT m.answerable
                   AND r.composed_at >= (SELECT MAX(b.watermark_at) + INTERVAL '1' SECOND FROM mailbox b WHERE b.list = r.list)
                OR m.kind NOT IN ('patch', 'cover')
             ORDER BY r.id, m.id
             FETCH FIRST 20 ROWS ONLY
            """;

    private static final String BLOCKED = """
            SELECT 'list ' || m.list || ': mail ' || m.id || ' is ' || m.state || ' while mail ' || MIN(q.id)
                   || ', which came later, was given up at ' || MIN(q.quarantined_at)
              FROM mail m
              JOIN mail q ON q.state = 'QUARANTINED' AND q.list = m.list AND q.id > m.id
             WHERE m.state IN ('FETCHED', 'PARSED')
               AND q.quarantined_at < (SELECT MAX(b.last_poll) - INTERVAL '1' HOUR FROM mailbox b WHERE b.list = m.list)
             GROUP BY m.list, m.id, m.state
             UNION ALL
            SELECT 'list ' || s.list || ': series <' || s.root || '> should have been judged at ' || s.look_at
              FROM series s
             WHERE s.merged_into IS NULL
               AND EXISTS (SELECT 1 FROM series_patch p WHERE p.series = s.id)
               AND EXISTS (SELECT 1 FROM mail q WHERE q.state = 'QUARANTINED' AND q.list = s.list)
               AND s.look_at < (SELECT MAX(b.last_poll) - INTERVAL '1' HOUR FROM mailbox b WHERE b.list = s.list)
             FETCH FIRST 20 ROWS ONLY
            """;

    private static final String UNAUDITED = """
            SELECT 'judgement ' || j.id || ' of series <' || s.root || '> is not in the audit'
              FROM judgement j
              JOIN series s ON s.id = j.series
             WHERE NOT EXISTS (SELECT 1
                                 FROM audit a
                                WHERE a.action = 'judged' AND a.list = s.list AND a.profile = j.profile
                                  AND a.profile_sha256 = j.profile_sha256 AND a.input_sha256 = j.input_sha256)
             UNION ALL
            SELECT 'reply ' || r.report || ' is ' || r.state || ', and the audit does not say so'
              FROM reply r
             WHERE NOT EXISTS (SELECT 1
                                 FROM audit a
                                WHERE a.object_kind = 'reply' AND a.object_id = r.report
                                  AND a.action = 'reply-' || LOWER(r.state))
             FETCH FIRST 20 ROWS ONLY
            """;

    private static final String SENDING = """
            SELECT 'reply ' || report || ' is SENDING since ' || changed_at
              FROM reply
             WHERE state = 'SENDING'
             ORDER BY id
             FETCH FIRST 20 ROWS ONLY
            """;

    private static final String OVER_CAP = """
            SELECT a.started_at || ': ' || COUNT(*) || ' mails within ' || CAST(? AS VARCHAR(20)) || ' minutes, the cap is '
                   || CAST(? AS VARCHAR(20))
              FROM reply_attempt a
              JOIN reply_attempt b
                ON b.started_at >= a.started_at AND b.started_at < DATEADD(MINUTE, ?, a.started_at)
             WHERE a.started_at >= ?
               AND (a.outcome IS NULL OR a.outcome NOT IN ('READY', 'FAILED'))
               AND (b.outcome IS NULL OR b.outcome NOT IN ('READY', 'FAILED'))
             GROUP BY a.reply, a.attempt, a.started_at
            HAVING COUNT(*) > ?
             ORDER BY a.started_at
             FETCH FIRST 1 ROW ONLY
            """;

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int MOST = 20;

    private static final Set<PosixFilePermission> OURS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Transactions transactions;
    private final Path folder;

    H2Invariants(Transactions transactions, Path folder) {
        this.transactions = transactions;
        this.folder = folder;
    }

    private record Cursor(long mailbox, long nextUid) {}

    @Override
    public Optional<Kept> kept(WatchedList list, long uidValidity) {
        return transactions.read(sql -> sql.one(
                        KEPT,
                        row -> new Cursor(row.number(1), row.number(2)),
                        list.name(),
                        list.account(),
                        list.folder(),
                        uidValidity)
                .map(cursor -> new Kept(
                        cursor.nextUid(), new HashSet<>(sql.list(UIDS, row -> row.number(1), cursor.mailbox())))));
    }

    @Override
    public List<String> mailsTwice() {
        return ask(MAILS_TWICE);
    }

    @Override
    public List<String> repliesTwice() {
        return ask(REPLIES_TWICE);
    }

    @Override
    public List<String> wronglyAnswered(MailAddress own) {
        String key = own.value().toLowerCase(Locale.ROOT);
        return ask(WRONGLY_ANSWERED, key, key);
    }

    @Override
    public List<String> blocked() {
        return ask(BLOCKED);
    }

    @Override
    public List<String> unaudited() {
        Stream<String> chain = transactions.read(sql -> AuditVerification.of(sql, List.of(), 0)).broken().stream()
                .map(row -> "audit row " + row.number() + ": " + row.why());
        return Stream.concat(chain, ask(UNAUDITED).stream()).toList();
    }

    @Override
    public List<String> sending() {
        return ask(SENDING);
    }

    @Override
    public List<String> overCaps(Caps caps, Instant since) {
        return Stream.concat(
                        ask(OVER_CAP, HOUR, caps.perHour(), HOUR, since, caps.perHour()).stream(),
                        ask(OVER_CAP, DAY, caps.perDay(), DAY, since, caps.perDay()).stream())
                .toList();
    }

    @Override
    public List<String> openToOthers() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(H2Invariants::isOpen)
                    .map(Path::toString)
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            throw Faults.file(folder, e);
        }
    }

    private static boolean isOpen(Path file) {
        try {
            PosixFileAttributes about =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // The control socket is for a group, too; the folder around it decides who gets there. STOP is made by
            // admins.
            return !about.isOther()
                    && !file.endsWith("STOP")
                    && !about.isSymbolicLink()
                    && !OURS.containsAll(about.permissions());
        } catch (IOException e) {
            return false; // it has gone since it was listed
        }
    }

    private List<String> ask(String question, Object... values) {
        return transactions.read(sql -> sql.list(question, row -> row.text(1), values));
    }
}
