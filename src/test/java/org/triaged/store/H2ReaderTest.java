package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.SqlReader;

class H2ReaderTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'FOR UPDATE; REPEAT' AS words",
                " select 1 as words -- ; lpad",
                "/* why */ VALUES (1);",
                "(SELECT 1) UNION (SELECT 2)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "TABLE setting",
                "EXPLAIN SELECT * FROM mail"
            })
    void aPlainQuestionIsAnswered(String sql) {
        SqlReader.Table table = store.reader().query(sql);
        assertThat(table.columns()).isNotEmpty();
        assertThat(table.rows()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- nothing",
                "SELECT 1; SELECT 2",
                "SELECT 1 /* ' */; SHUTDOWN --'",
                "SELECT * FROM mail FOR UPDATE",
                "SELECT * FROM mail FOR /* x */ update",
                "SELECT REPEAT('x', 1000000000)",
                "SELECT \"REPEAT\"('x', 1000000000)",
                "SELECT U&\"\\0052EPEAT\"('x', 1000000000)",
                "SELECT $$'$$, REPEAT('x', 10), '$$'",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
                "SELECT LISTAGG(reason) FROM mail",
                "SET LOCK_TIMEOUT 1",
                "INSERT INTO setting VALUES ('a', 'b')",
                "EXPLAIN ANALYZE DELETE FROM setting",
                "CALL 1",
                "SHUTDOWN",
                "SELECT nonsense"
            })
    void anythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> store.reader().query(sql)).isInstanceOf(IllegalArgumentException.class);
    }
}
