package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.NOW;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET reason = 'x' WHERE number = 3",
                "UPDATE audit SET noted_at = DATEADD('SECOND', 1, noted_at) WHERE number = 3",
                "UPDATE audit SET actor = 'admin' WHERE number = 3",
                "UPDATE audit SET prev_hash = REPEAT('a', 64) WHERE number = 3",
                "UPDATE audit_text SET content = 'other' WHERE content = 'why 3'",
                "UPDATE audit SET object_kind = 'kindobje', object_id = 'ct' WHERE number = 3"
            })
    void aChangedRowIsFound(String tampering) throws SQLException {
        try (TestStore store = written()) {
            assertThat(store.database().firstBrokenAudit()).isEmpty();
            asKeeper(store, tampering);
            assertThat(store.database().firstBrokenAudit()).hasValue(3);
        }
    }

    @Test
    void aMissingRowIsFound() throws SQLException {
        try (TestStore store = written()) {
            asKeeper(store, "DELETE FROM audit WHERE number = 3");
            assertThat(store.database().firstBrokenAudit()).hasValue(4);
            assertThat(store.rows("SELECT number, missing_before FROM audit_chain"))
                    .containsExactly("4 3");
            assertThat(store.rows("SELECT number, missing_before FROM audit_gap"))
                    .containsExactly("4 3");
        }
    }

    @Test
    void aBeginningThatIsMissingIsAGap() throws SQLException {
        try (TestStore store = written()) {
            assertThat(store.rows("SELECT number FROM audit_gap")).isEmpty();
            asKeeper(store, "DELETE FROM audit WHERE number < 3");
            assertThat(store.rows("SELECT number, missing_before FROM audit_gap"))
                    .containsExactly("3 2");
        }
    }

    @Test
    void aRowThatNamesAnotherBeforeItIsSeenByTheChainAndIsNoGap() throws SQLException {
        try (TestStore store = written()) {
            asKeeper(store, "UPDATE audit SET prev_hash = REPEAT('a', 64) WHERE number = 3");
            assertThat(store.rows("SELECT number FROM audit_gap")).isEmpty();
            assertThat(store.rows("SELECT number FROM audit_chain")).containsExactly("3");
        }
    }

    @Test
    void anErasedTextLeavesTheChainWhole() throws SQLException {
        try (TestStore store = written()) {
            asKeeper(store, "DELETE FROM audit_text WHERE content = 'why 3'");
            assertThat(store.database().firstBrokenAudit()).isEmpty();
            assertThat(store.rows("SELECT said FROM audit_log WHERE number = 3"))
                    .containsExactly("");
        }
    }

    @Test
    void manyWritersMakeOneChain() throws InterruptedException {
        try (TestStore store = TestStore.in(folder)) {
            List<Thread> writers = IntStream.range(0, 4)
                    .mapToObj(writer -> new Thread(() -> IntStream.range(0, 25)
                            .forEach(i -> store.auditTrail().note("stop-seen", "writer", writer + "/" + i, "", NOW))))
                    .toList();
            writers.forEach(Thread::start);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(store.auditTrail().head()).startsWith("100:");
            assertThat(store.database().firstBrokenAudit()).isEmpty();
        }
    }

    @Test
    void theHeadOfAnEmptyAuditIsZero() {
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.auditTrail().head()).isEqualTo("0:" + "0".repeat(64));
        }
    }

    private TestStore written() {
        TestStore store = TestStore.in(folder);
        Stream.iterate(1, number -> number + 1).limit(5).forEach(number -> store.auditTrail()
                .note("conf-loaded", "kind", "object", "why " + number, NOW));
        return store;
    }

    static void asKeeper(TestStore store, String sql) throws SQLException {
        try (Connection keeper = store.folder()
                        .passwords()
                        .connect(Url.KEEPER.of(store.folder().database()), Passwords.User.KEEPER);
                Statement statement = keeper.createStatement()) {
            statement.execute(sql);
        }
    }
}
