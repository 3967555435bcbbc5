package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    .containsExactly("daemon-start it's \u2603 2026-11-22 10:00:00.123456789+00");
            assertThat(store.database().firstBrokenAudit()).isEmpty();
        }
    }
}
