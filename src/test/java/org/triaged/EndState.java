package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.triage.SqlReader;

/**
 * What all runs over the same mails must end in, whatever disturbed them: of each table the business key and the outcome,
 * of audit and journal the set of what was done to what. Left out are times, numbers of rows, counts of attempts and what
 * a server said. A reply of ours is called by the root it answers, for its ids depend on the key of the installation.
 */
record EndState(SortedMap<String, List<String>> rows) {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    private static final Pattern LINE = Pattern.compile("TJ1 \\d+ \\S+ (\\S+)(?: (?:report=(\\S+)|\\S+))* .");

    /** Tables that say nothing of the outcome, and why. */
    static final Map<String, String> LEFT_OUT = Map.of(
            "alert",
            "tells of what other tables hold; who died between the two owes admins that mail, and the digest has it",
            "admin_mail",
            "what it says and how many there are depends on when somebody looked",
            "audit_text",
            "holds what servers said and admins typed; that something was said is in the audit",
            "reply_wait",
            "for what a reply waits depends on when somebody looked; that it left, or did not, is in its state");

    static {
        TABLES.put("setting", "SELECT name FROM setting");
        TABLES.put("mailbox", "SELECT list, account, folder, mode, last_poll IS NULL FROM mailbox");
        TABLES.put("maildir_file", "SELECT name FROM maildir_file");
        TABLES.put("mail", """
                SELECT COALESCE(known_as, message_id), state, kind, judged, answerable, reason, robot, author_address
                  FROM mail
                """);
        TABLES.put("mail_source", """
                SELECT s.state, COALESCE(m.known_as, m.message_id)
                  FROM mail_source s
                  LEFT JOIN mail m ON m.id = s.mail
                """);
        TABLES.put("mail_reference", """
                SELECT m.known_as, r.place, r.parent_id
                  FROM mail_reference r
                  JOIN mail m ON m.id = r.mail
                """);
        TABLES.put("mail_link", """
                SELECT m.known_as, l.place, l.kind, l.target
                  FROM mail_link l
                  JOIN mail m ON m.id = l.mail
                """);
        TABLES.put("patch", """
                SELECT m.known_as, p.author_address, p.in_body_from, p.diff_sha256, p.files, p.added, p.deleted
                  FROM patch p
                  JOIN mail m ON m.id = p.mail
                """);
        TABLES.put("patch_file", """
                SELECT m.known_as, f.place, f.path, f.status
                  FROM patch_file f
                  JOIN mail m ON m.id = f.mail
                """);
        TABLES.put("trailer", """
                SELECT m.known_as, t.place, t.trailer_key, t.content
                  FROM trailer t
                  JOIN mail m ON m.id = t.mail
                """);
        TABLES.put(
                "series", "SELECT root, title, version, total, seen, look_at IS NULL, merged_into IS NULL FROM series");
        TABLES.put("series_patch", """
                SELECT s.root, p.part, m.known_as
                  FROM series_patch p
                  JOIN series s ON s.id = p.series
                  JOIN mail m ON m.id = p.mail
                """);
        TABLES.put("harvested_trailer", """
                SELECT s.root, h.message_id, h.place, h.trailer_key, h.content, h.parts, h.standing, h.reason
                  FROM harvested_trailer h
                  JOIN series s ON s.id = h.series
                """);
        TABLES.put("policy_profile", "SELECT profile, sha256 FROM policy_profile");
        TABLES.put("judgement", """
                SELECT s.root, j.profile, j.reason, j.parts_seen, j.parts_total, j.input_sha256, j.decision, j.cause,
                       j.supersedes IS NULL
                  FROM judgement j
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("finding", """
                SELECT s.root, f.rule, f.severity, f.part, f.message_id, f.evidence, f.spoken
                  FROM finding f
                  JOIN judgement j ON j.id = f.judgement
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("skipped_rule", """
                SELECT s.root, r.rule, r.reason
                  FROM skipped_rule r
                  JOIN judgement j ON j.id = r.judgement
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("exception_claim", """
                SELECT s.root, c.message_id, c.line, c.outcome
                  FROM exception_claim c
                  JOIN judgement j ON j.id = c.judgement
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("exception_reliance", """
                SELECT s.root, r.message_id
                  FROM exception_reliance r
                  JOIN judgement j ON j.id = r.judgement
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("exception_confirmation", """
                SELECT s.root, k.message_id, k.line, k.authentication
                  FROM exception_confirmation k
                  JOIN judgement j ON j.id = k.judgement
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("given_tag", """
                SELECT s.root, t.message_id, t.posting, t.line, t.is_maintainer, t.is_author
                  FROM given_tag t
                  JOIN series s ON s.id = t.series
                """);
        TABLES.put("policy_exception", "SELECT profile, exception, title FROM policy_exception");
        TABLES.put("reply", "SELECT report, version, kind, mode, state, anchor, recipients FROM reply");
        TABLES.put("reply_covers", """
                SELECT r.report, c.message_id
                  FROM reply_covers c
                  JOIN reply r ON r.id = c.reply
                """);
        TABLES.put("fallen_finding", """
                SELECT r.report, f.place, f.reason, f.proof
                  FROM fallen_finding f
                  JOIN reply r ON r.id = f.reply
                """);
        TABLES.put("bounce_folder", "SELECT account, folder FROM bounce_folder");
        TABLES.put("bounce", "SELECT report, verdict, list, address, status FROM bounce");
        TABLES.put("dead_address", "SELECT address, revived_at IS NULL FROM dead_address");
        TABLES.put("nocopy", "SELECT address, cleared_at IS NULL FROM nocopy");
        TABLES.put("dismissal", "SELECT list, rule, kind, actor, proof FROM dismissal");
        TABLES.put("rule_demotion", "SELECT list, rule, cause, restored_at IS NULL FROM rule_demotion");
        TABLES.put("breaker", "SELECT list, cause, resumed_at IS NULL FROM breaker");
        // An attempt that came to nothing is one more than an undisturbed life needs.
        TABLES.put("reply_attempt", """
                SELECT DISTINCT r.report, a.outcome
                  FROM reply_attempt a
                  JOIN reply r ON r.id = a.reply
                 WHERE a.outcome IS NULL OR a.outcome <> 'READY'
                """);
        TABLES.put("in_force", "SELECT kind, list, object FROM in_force");
        TABLES.put("fit_words", "SELECT COUNT(*) FROM fit_words");
        TABLES.put("audit", """
                SELECT DISTINCT action, object_kind, CASE WHEN object_kind IN ('journal-line', 'mail', 'finding') THEN '' ELSE object_id END
                  FROM audit
                """);
    }

    /** All that are compared, and how they are read. */
    static Map<String, String> tables() {
        return Map.copyOf(TABLES);
    }

    /** Of a daemon that is open. @param data its folder */
    static EndState of(SqlReader reader, Path data) {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        reader.query("SELECT report, message_id, root FROM reply").rows().forEach(reply -> {
            names.put(reply.get(0), ours(reply.get(2)));
            names.put(reply.get(1), ours(reply.get(2)));
        });
        TABLES.forEach((table, sql) -> rows.put(
                table,
                reader.query(sql).rows().stream()
                        .map(row -> named(String.join(" | ", row), names))
                        .sorted()
                        .toList()));
        rows.put("journal", journal(data, names));
        rows.put("files", files(data, names));
        return new EndState(rows);
    }

    /** How a reply to the series of that root is called here. */
    static String ours(String root) {
        return "<reply to " + root + ">";
    }

    List<String> of(String table) {
        return rows.get(table);
    }

    /** All that does not speak of the reply to that root. */
    EndState without(String root) {
        SortedMap<String, List<String>> rest = new TreeMap<>();
        rows.forEach((table, all) -> rest.put(
                table, all.stream().filter(row -> !row.contains(ours(root))).toList()));
        return new EndState(rest);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach((table, all) ->
                all.forEach(row -> text.append(table).append(": ").append(row).append('\n')));
        return text.toString();
    }

    private static List<String> journal(Path data, Map<String, String> names) {
        try {
            return new TreeSet<>(Files.readAllLines(data.resolve("send.journal")).stream()
                            .map(LINE::matcher)
                            .map(line -> line.matches()
                                    ? line.group(1) + " " + named(line.group(2) == null ? "" : line.group(2), names)
                                    : "unreadable line")
                            .toList())
                    .stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path data, Map<String, String> names) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> named(data.relativize(file).toString(), names))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(String text, Map<String, String> names) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }
}
