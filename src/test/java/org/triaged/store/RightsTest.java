package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {

    private static final int NO_RIGHTS = 90096;
    private static final int NO_ADMIN = 90040;

    /** Users, their rights, and tables nobody was given. */
    private static final String RIGHTS = """
            SELECT LOWER(user_name || ': user' || CASE WHEN is_admin THEN ', admin' ELSE '' END) AS line
              FROM information_schema.users
             UNION ALL
            SELECT LOWER(grantee || ': ' || COALESCE(rights, grantedrole) || ' on '
                         || COALESCE(NULLIF(table_name, ''), 'schema ' || table_schema))
              FROM information_schema.rights
             UNION ALL
            SELECT LOWER('nobody: ' || table_name)
              FROM information_schema.tables t
             WHERE table_schema = 'PUBLIC'
               AND NOT EXISTS (SELECT 1 FROM information_schema.rights r WHERE r.table_name = t.table_name)
             ORDER BY line
            """;

    private static final String UNCOMMENTED = """
            SELECT table_name || '.' || column_name
              FROM information_schema.columns c
             WHERE table_schema = 'PUBLIC' AND remarks IS NULL
               AND NOT EXISTS (SELECT 1 FROM information_schema.views v WHERE v.table_name = c.table_name)
             UNION ALL
            SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC' AND remarks IS NULL
            """;

    private static final String UNNAMED = """
            SELECT constraint_name
              FROM information_schema.table_constraints
             WHERE table_schema = 'PUBLIC' AND constraint_name LIKE 'CONSTRAINT%'
            """;

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
    void eachTableHasTheRightsOfTheList() throws SQLException, IOException {
        String expected =
                new String(RightsTest.class.getResourceAsStream("rights.txt").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(String.join("\n", asKeeper(RIGHTS)) + "\n").isEqualTo(expected);
    }

    @Test
    void everythingIsCommentedAndNamed() throws SQLException {
        assertThat(asKeeper(UNCOMMENTED)).isEmpty();
        assertThat(asKeeper(UNNAMED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET reason = 'x'",
                "DELETE FROM audit",
                "TRUNCATE TABLE audit",
                "DROP TABLE audit",
                "SELECT * FROM FINAL TABLE (UPDATE audit SET reason = 'x')",
                "UPDATE audit_text SET content = 'x'",
                "DELETE FROM audit_text",
                "UPDATE judgement SET cause = 'x'",
                "UPDATE finding SET evidence = 'x'",
                "UPDATE dismissal SET kind = 'override'",
                "DELETE FROM dismissal",
                "DELETE FROM exception_claim",
                "DELETE FROM reply",
                "DELETE FROM reply_covers",
                "UPDATE setting SET content = '0'",
                "CREATE ALIAS hurt FOR 'java.lang.System.exit'",
                "ALTER TABLE reply DROP CONSTRAINT reply_once_per_version",
                "SCRIPT",
                "GRANT UPDATE ON audit TO daemon",
                "SET WRITE_DELAY 500",
                "SHUTDOWN"
            })
    void theDaemonCannot(String deed) {
        assertThatThrownBy(() -> as(Passwords.User.DAEMON, deed))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isIn(NO_RIGHTS, NO_ADMIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE mail SET reason = 'x'",
                "INSERT INTO audit_text (sha256, salt, content) VALUES ('a', 'b', 'c')",
                "DELETE FROM series_patch",
                "SELECT FILE_READ('/etc/hostname')",
                "CALL CSVREAD('/etc/hostname')",
                "SCRIPT",
                "CHECKPOINT",
                "CREATE TABLE mine (a INT)"
            })
    void theReaderCannot(String deed) {
        assertThatThrownBy(() -> as(Passwords.User.READER, deed))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isIn(NO_RIGHTS, NO_ADMIN));
    }

    private static void as(Passwords.User user, String sql) throws SQLException {
        try (Connection connection = connect(Url.USER, user);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> asKeeper(String sql) throws SQLException {
        try (Connection keeper = connect(Url.KEEPER, Passwords.User.KEEPER);
                Statement statement = keeper.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }

    private static Connection connect(Url url, Passwords.User user) throws SQLException {
        return store.folder().passwords().connect(url.of(store.folder().database()), user);
    }
}
