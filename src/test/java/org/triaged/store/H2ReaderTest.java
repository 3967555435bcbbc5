package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.Answer;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;

class H2ReaderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final String ENDLESS =
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) a JOIN SYSTEM_RANGE(1, 100000000) b ON a.x = b.x + 1";

    @TempDir
    private static Path folder;

    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.in(folder);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void valuesKeepTheirTypes() {
        Told told = ask("""
                SELECT 1 AS whole, 2.50 AS part, CAST('NaN' AS DOUBLE PRECISION) AS none, TRUE AS yes,
                       CAST(NULL AS BOOLEAN) AS maybe, 'a' AS "Text", X'00ff' AS bytes, DATE '2026-11-22' AS on_day,
                       TIMESTAMP '2026-11-22 10:00:00' AS local,
                       TIMESTAMP WITH TIME ZONE '2026-11-22 10:00:00.5+01:00' AS at, CAST('long' AS CLOB) AS clob
                """);
        assertThat(told.columns)
                .containsExactly(
                        new Answer.Column("whole", Answer.Type.NUMBER),
                        new Answer.Column("part", Answer.Type.NUMBER),
                        new Answer.Column("none", Answer.Type.NUMBER),
                        new Answer.Column("yes", Answer.Type.BOOLEAN),
                        new Answer.Column("maybe", Answer.Type.BOOLEAN),
                        new Answer.Column("Text", Answer.Type.TEXT),
                        new Answer.Column("bytes", Answer.Type.BYTES),
                        new Answer.Column("on_day", Answer.Type.TIME),
                        new Answer.Column("local", Answer.Type.TIME),
                        new Answer.Column("at", Answer.Type.TIME),
                        new Answer.Column("clob", Answer.Type.TEXT));
        assertThat(told.text())
                .containsExactly(
                        "1 2.50 NaN true NULL a 00ff 2026-11-22 2026-11-22T10:00 2026-11-22T09:00:00.500Z long");
    }

    @Test
    void parametersAreBoundInOrderAndNeverReadAsSql() {
        Told told = ask("SELECT ? AS a, ? AS b FROM setting WHERE name = ?", "'; SHUTDOWN --", "2", "schema");
        assertThat(told.text()).containsExactly("'; SHUTDOWN -- 2");
        assertThatThrownBy(() -> ask("SELECT ? AS a")).hasMessageContaining("1 question marks and 0 parameters");
        assertThatThrownBy(() -> ask("SELECT 1", "x")).hasMessageContaining("0 question marks and 1 parameters");
    }

    @Test
    void anAnswerEndsAtItsLimitAndSaysSo() {
        assertThat(rows("SELECT x FROM SYSTEM_RANGE(1, 4)", 3).all).isFalse();
        assertThat(rows("SELECT x FROM SYSTEM_RANGE(1, 4)", 3).rows).hasSize(3);
        assertThat(rows("SELECT x FROM SYSTEM_RANGE(1, 3)", 3).all).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM reply_overviw, did you mean 'reply_overview'?",
                "SELECT * FROM zzzzzzzzzzz, there are admin_act",
                "SELECT rport FROM reply_overview, did you mean 'report'?",
                "SELECT said FROM audit, it is a column of admin_act",
                "SELECT 1 +, Syntax error",
                "SELECT 1 / 0, Division by zero"
            })
    void aMistakeIsToldWithWhatWasProbablyMeant(String pair) {
        int comma = pair.lastIndexOf(", ");
        assertThatThrownBy(() -> ask(pair.substring(0, comma)))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining(pair.substring(comma + 2));
    }

    @Test
    void anEndlessQuestionIsStoppedAndHoldsUpNobody() throws InterruptedException {
        List<String> said = new ArrayList<>();
        Thread asking = new Thread(() -> said.add(refusal(ENDLESS)));
        asking.start();
        int notes = 0;
        do {
            store.auditTrail().note("daemon-start", "number", "" + notes++, "", Instant.EPOCH);
        } while (asking.isAlive());
        asking.join();
        assertThat(said).singleElement().asString().contains("took longer than it may");
        assertThat(notes).isGreaterThan(1);
    }

    /** A heap that is exhausted closes the database for everybody; so does each of these without the look at the heap. */
    @Test
    void aHungryQuestionIsStoppedBeforeTheHeapIsExhausted(@TempDir Path hungryFolder) throws Exception {
        List<String> hungry = List.of(
                "SELECT MEDIAN(x) FROM SYSTEM_RANGE(1, 1000000000)",
                "SELECT LAG(x, 5) OVER (PARTITION BY MOD(x, 1000) ORDER BY x) FROM SYSTEM_RANGE(1, 100000000)");
        assertThat(AskingChild.ask(hungryFolder, hungry)).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("more memory than the daemon can spare", "still open"));
    }

    @Test
    void whatIsNestedTooDeeplyForTheDatabaseIsRefusedAndHurtsNobody() {
        assertThat(refusal("SELECT " + "- ".repeat(8_000) + "1")).contains("nested too deeply");
        assertThat(ask("SELECT 1").text()).containsExactly("1");
    }

    @Test
    void aStoredObjectIsShownAsBytesAndNeverBroughtToLife() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Trap());
        }
        String hex = HexFormat.of().formatHex(bytes.toByteArray());
        Told told = ask("SELECT CAST(X'" + hex + "' AS JAVA_OBJECT) AS o");
        assertThat(told.text()).containsExactly(hex);
        assertThat(Trap.sprung).isFalse();
    }

    @Test
    void eachQuestionHasAConnectionOfItsOwnThatLeavesNothingOpen() {
        String sessions = "SELECT COUNT(*) FROM information_schema.sessions";
        String before = ask(sessions).text().get(0);
        assertThatThrownBy(() -> ask("SELECT nonsense")).isInstanceOf(QueryRefused.class);
        assertThat(ask(sessions).text()).containsExactly(before);
    }

    @Test
    void aDatabaseThatClosedItselfIsNeverOpenedByAQuestion(@TempDir Path own) throws SQLException {
        try (TestStore closing = TestStore.in(own)) {
            Path file = closing.folder().database();
            try (Connection keeper = closing.folder().passwords().connect(Url.KEEPER.of(file), Passwords.User.KEEPER);
                    Statement statement = keeper.createStatement()) {
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
            assertThatThrownBy(() -> closing.reader().query("SELECT 1"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("closed for a while");
            closing.database().reopen();
            assertThat(closing.rows("SELECT 1")).containsExactly("1");
        }
    }

    private static String refusal(String sql) {
        try {
            return "answered " + ask(sql).text();
        } catch (QueryRefused e) {
            return e.getMessage();
        }
    }

    private static Told ask(String sql, String... parameters) {
        return ask(new Question(sql, List.of(parameters), 1_000, SECOND));
    }

    private static Told rows(String sql, int most) {
        return ask(new Question(sql, List.of(), most, SECOND));
    }

    private static Told ask(Question question) {
        Told told = new Told();
        told.all = store.reader().query(question, told);
        return told;
    }

    private static final class Told implements Answer {

        private final List<Column> columns = new ArrayList<>();
        private final List<List<Optional<String>>> rows = new ArrayList<>();
        private boolean all;

        @Override
        public void columns(List<Column> told) {
            columns.addAll(told);
        }

        @Override
        public void row(List<Optional<String>> values) {
            rows.add(values);
        }

        List<String> text() {
            return rows.stream()
                    .map(row -> row.stream().map(value -> value.orElse("NULL")).collect(Collectors.joining(" ")))
                    .toList();
        }
    }

    /** Notes when somebody makes an object of its bytes. */
    private static final class Trap implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        private static boolean sprung;

        @Serial
        private void readObject(ObjectInputStream in) {
            sprung = true;
        }
    }
}
