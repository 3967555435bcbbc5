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

    static {
        TABLES.put("mailbox", "SELECT list, account, folder, mode FROM mailbox");
        TABLES.put("mail_source", """
                SELECT s.state, COALESCE(m.known_as, m.message_id)
                  FROM mail_source s
                  JOIN mail m ON m.id = s.mail
                """);
        TABLES.put("mail", """
                SELECT COALESCE(known_as, message_id), state, kind, judged, answerable, reason, author_address
                  FROM mail
                """);
        TABLES.put("patch", """
                SELECT m.known_as, f.path
                  FROM patch_file f
                  JOIN mail m ON m.id = f.mail
                """);
        TABLES.put(
                "trailer",
                "SELECT m.known_as, t.place, t.trailer_key, t.content FROM trailer t JOIN mail m ON m.id = t.mail");
        TABLES.put(
                "series", "SELECT root, title, version, total, seen, look_at IS NULL, merged_into IS NULL FROM series");
        TABLES.put("series_patch", """
                SELECT s.root, p.part, m.known_as
                  FROM series_patch p
                  JOIN series s ON s.id = p.series
                  JOIN mail m ON m.id = p.mail
                """);
        TABLES.put("judgement", """
                SELECT s.root, j.profile, j.reason, j.parts_seen, j.parts_total, j.input_sha256, j.decision, j.cause,
                       j.supersedes IS NULL
                  FROM judgement j
                  JOIN series s ON s.id = j.series
                """);
        TABLES.put("finding", "SELECT root, rule, severity, part, about, evidence, spoken FROM findings");
        TABLES.put("exception", """
                SELECT claimed_in, line, form, outcome, profile, relied_on, confirmed, confirming_id, newest
                  FROM exception_story
                """);
        TABLES.put("given_tag", "SELECT root, given_in, given_to, line, is_maintainer, is_author FROM declared_tag");
        TABLES.put("shadow", "SELECT root, rule, severity, part, about, profile FROM shadow_findings");
        TABLES.put("policy_exception", "SELECT profile, exception, title FROM policy_exception");
        TABLES.put("reply", "SELECT report, version, kind, mode, state, anchor, recipients FROM reply");
        TABLES.put("reply_covers", """
                SELECT r.report, c.message_id
                  FROM reply_covers c
                  JOIN reply r ON r.id = c.reply
                """);
        TABLES.put("audit", "SELECT DISTINCT action, object_kind, object_id FROM audit");
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
