package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.AuditTrail;

class DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");

    @TempDir
    private Path folder;

    @Test
    void itKeepsItsIdWhenItIsOpenedAgain() {
        String id;
        try (TestStore store = TestStore.in(folder)) {
            id = store.database().id();
            store.auditTrail().note("daemon-start", "daemon", "1", "it's \u2603", NOW);
        }
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.database().id()).isEqualTo(id).hasSize(36);
            assertThat(store.rows("SELECT action, said, noted_at FROM audit_log"))
                    .containsExactly("daemon-start it's \u2603 2026-11-22T10:00:00.123456789Z");
            assertThat(store.database().firstBrokenAudit()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatClosedItselfIsOpenedAgainUnderTheSamePorts() throws SQLException {
        try (TestStore store = TestStore.in(folder)) {
            AuditTrail audit = store.auditTrail();
            audit.note("daemon-start", "daemon", "1", "", NOW);
            AuditChainTest.asKeeper(store, "SHUTDOWN IMMEDIATELY");
            assertThatThrownBy(() -> audit.note("daemon-start", "daemon", "2", "", NOW))
                    .isInstanceOfSatisfying(StoreUnavailable.class, e -> assertThat(e.exitStatus())
                            .isEqualTo(75));
            store.database().reopen();
            audit.note("daemon-start", "daemon", "3", "", NOW);
            assertThat(store.rows("SELECT object_id FROM audit ORDER BY number"))
                    .containsExactly("1", "3");
        }
    }

    @Test
    void stepsUnderWayAreNotDisturbedByAReopening() throws InterruptedException {
        try (TestStore store = TestStore.in(folder)) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    store.auditTrail().note("daemon-start", "daemon", "1", "", NOW);
                }
            });
            writer.start();
            for (int i = 0; i < 5; i++) {
                store.database().reopen();
            }
            writer.join();
            assertThat(store.auditTrail().head()).startsWith("200:");
        }
    }

    @Test
    void aDatabaseOfAnotherVersionIsLeftAlone() throws SQLException {
        try (TestStore store = TestStore.in(folder)) {
            AuditChainTest.asKeeper(store, "UPDATE setting SET content = '2' WHERE name = 'schema'");
        }
        assertThatThrownBy(() -> TestStore.in(folder).close())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("has schema 2");
    }

    @Test
    void anInterruptDoesNotCloseTheDatabase() {
        try (TestStore store = TestStore.in(folder)) {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                store.auditTrail().note("daemon-start", "daemon", "1", "", NOW);
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.auditTrail().head()).startsWith("20:");
        }
    }
}
