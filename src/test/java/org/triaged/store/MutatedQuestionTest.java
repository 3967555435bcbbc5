package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.QueryRefused;

/**
 * Questions made of what the guard refuses and of what hides it: whatever passes, no row changes, no file is made or read,
 * and the next question is answered. What is refused is refused in words.
 */
class MutatedQuestionTest {

    private static final long SEED = Long.getLong("triaged.seed", 29);

    private static final int ROUNDS = Integer.getInteger("triaged.questions", 1_500);

    private static final String CANARY = "canary-4711";

    private static final List<String> WHOLE = List.of(
            "DELETE FROM setting",
            "UPDATE setting SET content = 'x'",
            "INSERT INTO setting (name, content) VALUES ('x', 'y')",
            "DROP TABLE nocopy",
            "CREATE ALIAS boom AS 'int boom() { return 1; }'",
            "CREATE TABLE made (x INT)",
            "CREATE LOCAL TEMPORARY TABLE made (x INT)",
            "ALTER USER reader SET PASSWORD 'x'",
            "SET LOCK_TIMEOUT 1",
            "SET @x = 1",
            "SHUTDOWN IMMEDIATELY",
            "SCRIPT TO '%s/made.sql'",
            "BACKUP TO '%s/made.zip'",
            "RUNSCRIPT FROM '%s/canary.sql'",
            "CALL CSVWRITE('%s/made.csv', 'SELECT 1')",
            "CHECKPOINT SYNC",
            "MERGE INTO setting (name, content) VALUES ('x', 'y')",
            "TRUNCATE TABLE nocopy",
            "GRANT ALL ON SCHEMA PUBLIC TO reader",
            "SELECT * FROM setting FOR UPDATE",
            "SELECT name, content FROM setting",
            "VALUES (1, 'x')",
            "TABLE setting",
            "WITH a(n) AS (SELECT 1) SELECT n FROM a");

    private static final List<String> VALUES = List.of(
            "FILE_READ('%s/canary.txt', 'UTF-8')",
            "CSVWRITE('%s/made.csv', 'SELECT 1')",
            "FILE_WRITE('x', '%s/made.txt')",
            "(SELECT COUNT(*) FROM CSVREAD('%s/canary.txt'))",
            "(SELECT COUNT(*) FROM FINAL TABLE (DELETE FROM setting))",
            "(SELECT COUNT(*) FROM OLD TABLE (UPDATE setting SET content = 'x'))",
            "LINK_SCHEMA('a', '', 'jdbc:h2:%s/made', 'sa', '', 'PUBLIC')",
            "NEXT VALUE FOR s",
            "ABORT_SESSION(1)",
            "CANCEL_SESSION(1)",
            "REPEAT('x', 999999999)",
            "LISTAGG(name)",
            "1",
            "'x'",
            "COUNT(*)",
            "CURRENT_USER");

    private static final List<String> HIDING = List.of(
            "/**/",
            "/* ' */",
            "-- '\n",
            "--\r",
            "//\n",
            "\"",
            "'",
            "`",
            "$$",
            "\\u0027",
            "\u2028",
            "\u00a0",
            "\u0000",
            "\uff07",
            "{fn ",
            "}",
            "U&'\\0027'",
            "N'",
            "X'",
            "E'\\''",
            ";",
            "(",
            ")",
            "?",
            "@",
            "[1]",
            " FOR UPDATE",
            " UNION ",
            " OFFSET 0 ROWS");

    private static final List<String> AROUND = List.of(
            "EXPLAIN %s",
            "EXPLAIN ANALYZE %s",
            "EXPLAIN PLAN FOR %s",
            "(%s)",
            "SELECT * FROM (%s)",
            "SELECT 1; %s",
            "SELECT '; %s'",
            "SELECT 1 /* */ ; /* */ %s",
            "WITH a AS (%s) SELECT * FROM a",
            "WITH a AS MATERIALIZED (%s) TABLE a",
            "SELECT * FROM setting WHERE EXISTS (%s)",
            "SELECT * FROM FINAL TABLE (%s)",
            "VALUES (1); %s",
            "%s; SELECT 1",
            "%s UNION %s",
            "TABLE %s");

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void whateverIsAskedNothingIsWrittenAndNoFileIsRead() throws IOException {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        Files.writeString(beside.resolve("canary.txt"), CANARY + "\n" + CANARY + "\n");
        Files.writeString(beside.resolve("canary.sql"), "DELETE FROM setting;");
        Path data = folder.resolve("data");
        Random random = new Random(SEED);
        int answered = 0;
        try (TestStore store = TestStore.in(data)) {
            TreeMap<String, List<String>> before = content(store);
            List<Path> filesBefore = files();
            for (int round = 0; round < ROUNDS; round++) {
                String sql = question(random).replace("%s", beside.toString());
                answered += answered(store, sql, "seed " + SEED + ", round " + round + ": " + sql) ? 1 : 0;
            }
            assertThat(content(store)).isEqualTo(before);
            assertThat(files()).isEqualTo(filesBefore);
        }
        assertThat(answered).isBetween(ROUNDS / 50, ROUNDS);
    }

    private static boolean answered(TestStore store, String sql, String what) {
        try {
            assertThat(store.rows(sql)).as(what).noneMatch(row -> row.contains(CANARY));
            return true;
        } catch (QueryRefused e) {
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain(CANARY);
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static String question(Random random) {
        String sql = random.nextBoolean()
                ? pick(WHOLE, random)
                : "SELECT " + pick(VALUES, random) + " FROM setting WHERE " + pick(VALUES, random) + " = "
                        + pick(VALUES, random);
        for (int level = random.nextInt(3); level > 0; level--) {
            sql = pick(AROUND, random).replace("%s", sql);
        }
        StringBuilder hidden = new StringBuilder(sql);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(hidden.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> hidden.insert(at, pick(HIDING, random));
                case 1 -> hidden.delete(at, Math.min(hidden.length(), at + 1 + random.nextInt(3)));
                default -> hidden.replace(at, Math.min(hidden.length(), at + 1), pick(HIDING, random));
            }
        }
        return hidden.toString();
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Every row of every table, and what there is beside tables. */
    private static TreeMap<String, List<String>> content(TestStore store) {
        TreeMap<String, List<String>> content = new TreeMap<>();
        for (String table : store.rows("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")) {
            content.put(
                    table,
                    store.rows("SELECT * FROM \"" + table + "\"").stream()
                            .sorted()
                            .toList());
        }
        for (String kind : List.of("users", "rights", "routines", "sequences", "triggers", "synonyms")) {
            content.put(
                    kind,
                    store.rows("SELECT * FROM information_schema." + kind).stream()
                            .sorted()
                            .toList());
        }
        return content;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
