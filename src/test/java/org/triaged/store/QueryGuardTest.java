package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;

class QueryGuardTest {

    private static final String LONG_S = "\u017f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " select 1 as words -- ; lpad",
                "/* why */ VALUES (1), (2);",
                "((SELECT 1) UNION (SELECT 2))",
                "WITH a AS (SELECT 1), b(n, m) AS (SELECT 1, 2) SELECT * FROM a, b",
                "TABLE setting",
                "EXPLAIN PLAN FOR SELECT * FROM mail",
                "EXPLAIN ANALYZE (SELECT 1)",
                "SELECT 'FOR UPDATE; REPEAT(' AS \"$$ `; --\" FROM mail",
                "SELECT 'it''s', N'x', X'41', \"a\"\"b\" FROM (SELECT 1 AS \"a\"\"b\") t(\"a\"\"b\")",
                "SELECT COUNT(*), SUM(size) * 2, list || ' ' || state FROM mail GROUP BY list || ' ' || state",
                "SELECT ROW_NUMBER() OVER (PARTITION BY list ORDER BY id) FROM mail",
                "SELECT SUBSTRING(subject FROM 1 FOR 3), CAST(id AS VARCHAR(20)), id::DECIMAL(9, 1) FROM mail",
                "SELECT * FROM mail WHERE subject LIKE '%a%' || ? || '_b%' OR subject ILIKE ?",
                "SELECT * FROM mail m JOIN (SELECT 1 AS n) AS one(n) ON m.id IN (1, 2) AND NOT (m.id > 1.5e3)",
                "SELECT DATEADD(DAY, -7, CURRENT_TIMESTAMP), EXTRACT(YEAR FROM arrival) FROM mail WHERE size <> .5"
            })
    void aPlainQuestionPasses(String sql) {
        assertThat(QueryGuard.pass(asked(sql, "a", "b"))).isNotBlank();
    }

    @Test
    void theDatabaseIsGivenThePiecesAndNoComment() {
        assertThat(QueryGuard.pass(asked("select\n1--x\r\n ,/* ' */'a  --''b'   ||\"c\"/**/;")))
                .isEqualTo("select 1 , 'a  --''b' || \"c\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- nothing",
                "CALL 1",
                "SHUTDOWN",
                "SET LOCK_TIMEOUT 1",
                "ALTER USER reader SET PASSWORD 'x'",
                "INSERT INTO setting VALUES ('a', 'b')",
                "EXPLAIN DELETE FROM setting",
                "EXPLAIN ANALYZE DELETE FROM setting",
                "EXPLAIN",
                "(SHUTDOWN)",
                "ANALYZE SELECT 1"
            })
    void whatIsNoQuestionIsRefused(String sql) {
        refused(sql, "begins with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; SELECT 2",
                "SELECT 1 /* ' */; SHUTDOWN --'",
                "SELECT 1;;",
                "SELECT 1 --\r; SHUTDOWN\n; SHUTDOWN"
            })
    void aSecondStatementIsRefused(String sql) {
        refused(sql, "one statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM mail FOR UPDATE",
                "SELECT * FROM mail FOR /* x */ update",
                "SELECT * FROM (SELECT * FROM mail FOR\nSHARE)",
                "SELECT * FROM mail FOR NO KEY UPDATE",
                "SELECT * FROM mail \"FOR\" UPDATE"
            })
    void rowsAreNotLocked(String sql) {
        refused(sql, "hold up the daemon");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT REPEAT('x', 1000000000)",
                "SELECT \"REPEAT\"('x', 1000000000)",
                "SELECT REPEAT /* */ ('x', 1000000000)",
                "SELECT SPACE(1000000000)",
                "SELECT LPAD('x', 1000000000)",
                "SELECT RPAD('x', 1000000000)",
                "SELECT REPLACE(content, 'a', content) FROM setting",
                "SELECT RAWTOHEX(content) FROM setting",
                "SELECT CONCAT(content, content) FROM setting",
                "SELECT LISTAGG(reason) FROM mail",
                "SELECT STRING_AGG(reason) FROM mail",
                "SELECT GROUP_CONCAT(reason) FROM mail",
                "SELECT ARRAY_AGG(reason) FROM mail",
                "SELECT ARRAY(SELECT reason FROM mail)",
                "SELECT JSON_ARRAYAGG(reason) FROM mail",
                "SELECT JSON_OBJECTAGG(KEY list VALUE reason) FROM mail",
                "SELECT CAST(X'00' AS BINARY(1000000000))",
                "SELECT X'00'::BINARY(1000000000)",
                "SELECT CAST('x' AS CHAR(1000000000))",
                "SELECT CAST('x' AS CHARACTER(1000000000))",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT * FROM PUBLIC.CSVREAD('/etc/passwd') AS t",
                "SELECT FILE_READ('/etc/passwd')",
                "SELECT CSVWRITE('/tmp/x', 'SELECT 1')",
                "SELECT * FROM LINK_SCHEMA('a', '', 'jdbc:h2:mem:', 'sa', '', 'PUBLIC')",
                "SELECT * FROM TABLE(id INT = (1, 2))",
                "SELECT * FROM FINAL TABLE (DELETE FROM setting)",
                "SELECT * FROM UNNEST((1, 2))",
                "SELECT * FROM (VALUES 1) AS REPEAT('x', 2)",
                "SELECT NEXTVAL('s')",
                "SELECT DATABASE_PATH()",
                "SELECT ABORT_SESSION(1)",
                "SELECT 'a' LIKE 'a', REGEXP_LIKE('aaaa', '(a+)+b')"
            })
    void aFunctionThatIsNotKnownToBeHarmlessIsRefused(String sql) {
        refused(sql, "not among the functions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS `'`, REPEAT('x', 1000000000) AS `'`",
                "SELECT " + LONG_S + "PACE(1000000000)",
                "SELECT U&\"\\0052EPEAT\"('x', 1000000000)",
                "SELECT $$'$$, REPEAT('x', 10), '$$'",
                "SELECT {fn REPEAT('x', 10)}",
                "SELECT ARRAY[1, 2]",
                "SELECT @a",
                "SELECT 1 \u2028; SHUTDOWN",
                "SELECT 1\u0000"
            })
    void aCharacterBehindWhichThingsCouldHideIsRefused(String sql) {
        refused(sql, "can hide behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/* /* */ ' */ SELECT REPEAT('x', 10) -- '", "SELECT 1 /* x", "SELECT 1 /*/ x"})
    void aCommentIsNeitherNestedNorOpen(String sql) {
        refused(sql, "a comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'x", "SELECT \"x", "SELECT 'it''s", "SELECT X'"})
    void aQuoteHasAnEnd(String sql) {
        refused(sql, "has no end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
                "SELECT 'aaaaaaaaaaaaaaaaa!' REGEXP '(a|aa)+b'",
                "SELECT NEXT VALUE FOR s",
                "SELECT CURRENT VALUE FOR s"
            })
    void whatNeverEndsOrCountsIsRefused(String sql) {
        refused(sql, "is refused, since it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM mail WHERE subject LIKE '%a%a%a%a%a%b'",
                "SELECT * FROM mail WHERE subject LIKE '%a%a%' || '%a%a%b'",
                "SELECT * FROM mail WHERE subject LIKE '%' || ? || '%'"
            })
    void aPatternThatIsTriedForEverIsRefused(String sql) {
        assertThatThrownBy(() -> QueryGuard.pass(asked(sql, "a%a%a%a"))).hasMessageContaining("tried for ever");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM mail WHERE subject LIKE title",
                "SELECT * FROM mail WHERE subject LIKE '%' || title",
                "SELECT * FROM mail WHERE subject LIKE ('%a%')",
                "SELECT * FROM mail WHERE subject LIKE"
            })
    void aPatternIsSeenBeforeItIsTried(String sql) {
        refused(sql, "a pattern after LIKE");
    }

    @Test
    void literalsSideBySideCannotHideAPattern() {
        refused("SELECT * FROM mail WHERE subject LIKE '%a' '%a%a%a%a%a%b'", "side by side");
    }

    @Test
    void growthByDoublingIsRefused() {
        refused(nested(11, "SELECT s || s AS s FROM (", "SELECT 'x' AS s"), "is too much");
        refused(nested(11, "SELECT s * s AS s FROM (", "SELECT 3.3 AS s"), "is too much");
        refused("SELECT " + "content || ".repeat(1_000) + "content FROM setting", "is too much");
        assertThat(QueryGuard.pass(asked(nested(5, "SELECT s || s AS s FROM (", "SELECT 'x' AS s"))))
                .isNotBlank();
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        refused(nested(12, "SELECT n FROM (", "SELECT 1 AS n"), "more than 12 SELECT");
        refused("SELECT " + "(".repeat(51) + "1" + ")".repeat(51), "parentheses");
    }

    @Test
    void theQuestionItselfIsBounded() {
        assertThatThrownBy(() -> asked("SELECT " + "1+".repeat(Question.MOST_TEXT)))
                .isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> new Question("SELECT 1", List.of(), 0, Duration.ofSeconds(1)))
                .isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> new Question("SELECT 1", List.of(), 1, Duration.ofSeconds(61)))
                .isInstanceOf(QueryRefused.class);
        assertThatThrownBy(() -> asked("SELECT 1", "x".repeat(Question.MOST_TEXT + 1)))
                .isInstanceOf(QueryRefused.class);
    }

    @Test
    void theDocumentNamesEveryFunctionThereIsAndNoOther() throws IOException {
        String page = Files.readString(Path.of("docs/control.md"));
        String list = page.substring(page.indexOf("make little out of little: ") + 27, page.indexOf("YEAR.") + 4);
        assertThat(list.replaceAll("\\s+", " ").split(", "))
                .containsExactlyElementsOf(new TreeSet<>(QueryWords.functions()));
    }

    private static String nested(int levels, String begin, String innermost) {
        return IntStream.range(0, levels).boxed().reduce(innermost, (inner, level) -> begin + inner + ")", (a, b) -> a);
    }

    private static void refused(String sql, String why) {
        assertThatThrownBy(() -> QueryGuard.pass(asked(sql)))
                .isInstanceOf(QueryRefused.class)
                .hasMessageContaining(why);
    }

    private static Question asked(String sql, String... parameters) {
        return new Question(sql, List.of(parameters), 10, Duration.ofSeconds(1));
    }
}
