package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.FailPoint;

/**
 * How H2 would go about each statement of this room over a database with some years in it. One that reads a table from its
 * first row to its last makes each step slower with every mail; those that may are listed, and why.
 */
class StatementPlansTest {

    private static final Path ROOM = Path.of("src/main/java/org/triaged/store");

    private static final Pattern STATEMENT = Pattern.compile(
            "static final String (\\w+) = \"\"\"\n\\s*((?:SELECT|INSERT|UPDATE|DELETE|MERGE) .*?)\"\"\"",
            Pattern.DOTALL);

    /** A table, and its index without a condition; "direct lookup" is the first or the last row of one. */
    private static final Pattern READ_WHOLE = Pattern.compile(
            "(?:\"PUBLIC\"\\.\"|PUBLIC\\.)(MAIL|MAIL_SOURCE|SERIES|SERIES_PATCH|JUDGEMENT|FINDING|REPLY|AUDIT)\\b[^/]{0,40}/\\* PUBLIC\\.[\\w.]+\\s*(?!: )(?:\\*/|/\\*|WHERE|\\n)");

    private static final Map<String, String> MAY = Map.ofEntries(
            Map.entry("AuditChain.HEAD", "one row, from the end of the index"),
            Map.entry("AskedRecords.NAMES", "a person asks"),
            Map.entry("AskedRecords.NEWEST_AUDIT", "a person asks"),
            Map.entry("AskedRecords.OF_REPLY", "a person asks"),
            Map.entry("FindingQuestions.NEWEST_FIRST", "a person asks"),
            Map.entry("H2Replies.REPLIES", "a person asks"),
            Map.entry("ReportQuestions.PRECISION", "a person asks"),
            Map.entry("ReportQuestions.REPLIES", "a person asks"),
            Map.entry("H2Invariants.REPLIES_TWICE", "a selftest"),
            Map.entry("H2Invariants.UNAUDITED", "a selftest"),
            Map.entry("H2Invariants.WRONGLY_ANSWERED", "a selftest"),
            Map.entry("H2TriedReplies.IN_FOLDERS_ALONE", "a journal is rebuilt"),
            Map.entry("H2TriedReplies.IN_ROWS", "a journal is rebuilt"),
            Map.entry("H2DigestFigures.BEGAN", "once a digest"),
            Map.entry("H2DigestFigures.DEMOTED", "once a digest"),
            Map.entry("H2DigestFigures.REPLIES", "once a digest"),
            Map.entry("H2DigestFigures.SEEN", "once a digest"),
            Map.entry("H2Figures.REPLIES", "a status or a scrape"),
            Map.entry("H2Figures.TO_JUDGE", "a status or a scrape"));

    @TempDir
    private Path folder;

    private record Statement(String name, String sql) {}

    @Test
    void noStepReadsAWholeTable() throws IOException, SQLException {
        TestStore.in(folder).close();
        TestStore.change(folder, Years.of(2_000));
        TestStore.change(folder, "ANALYZE");
        Map<String, String> whole = new TreeMap<>();
        try (DataFolder data = DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT);
                Connection keeper = data.passwords().connect(Url.KEEPER.of(data.database()), Passwords.User.KEEPER)) {
            for (Statement statement : statements()) {
                String plan = plan(keeper, statement);
                if (READ_WHOLE.matcher(plan).find() && !plan.contains("/* direct lookup */")) {
                    whole.put(statement.name(), plan);
                }
            }
        }
        assertThat(whole).containsOnlyKeys(MAY.keySet().toArray(String[]::new));
    }

    private static List<Statement> statements() throws IOException {
        try (Stream<Path> files = Files.list(ROOM)) {
            return files.sorted().flatMap(StatementPlansTest::in).toList();
        }
    }

    private static Stream<Statement> in(Path file) {
        try {
            String name = file.getFileName().toString().replace(".java", "");
            return STATEMENT
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> new Statement(name + "." + found.group(1), found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plan(Connection keeper, Statement statement) throws SQLException {
        try (PreparedStatement explain = keeper.prepareStatement("EXPLAIN " + statement.sql())) {
            int parameters = explain.getParameterMetaData().getParameterCount();
            for (int number = 1; number <= parameters; number++) {
                explain.setString(number, "1");
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }
}
