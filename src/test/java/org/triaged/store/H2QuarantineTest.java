package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.NOW;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Quarantine;
import org.triaged.triage.Quarantine.Choice;

class H2QuarantineTest {

    private static final String STATES = "SELECT state, attempts FROM mail ORDER BY id";

    private static final String AUDIT =
            "SELECT actor, action, object_id, list, reason, said FROM audit_log WHERE action = 'quarantine-retry'";

    @TempDir
    private Path folder;

    private TestStore store;
    private Quarantine quarantine;

    /** The process died three times of the first, of which twice while it was tried alone. */
    @BeforeEach
    void aKiller() {
        store = TestStore.in(folder);
        Mailbox mailbox = store.ledger().open(Sample.DEVEL, 1, 1, NOW);
        store.ledger().keep(mailbox, List.of(Sample.fetched(1, "a"), Sample.fetched(2, "b")), List.of(), 3);
        store.ledger().claimUnparsed(10);
        store.ledger().claimUnparsed(10);
        store.ledger().claimUnparsed(10);
        store.ledger().quarantineKillers(NOW);
        quarantine = store.database().quarantine("root", InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatKilledIsShownWithItsBytes() {
        assertThat(quarantine.mails(Choice.ALL)).singleElement().satisfies(mail -> {
            assertThat(mail.cause()).isEqualTo("crash");
            assertThat(mail.attempts()).isEqualTo(3);
            assertThat(mail.since()).isEqualTo(NOW);
            assertThat(quarantine.raw(mail.id())).isPresent();
        });
        assertThat(quarantine.raw(2)).isEmpty();
        assertThat(quarantine.mails(new Choice(List.of(1L, 2L), Optional.empty())))
                .hasSize(1);
        assertThat(quarantine.mails(new Choice(List.of(), Optional.of("too-deep"))))
                .isEmpty();
    }

    @Test
    void whatIsRetriedIsReadLikeANewMailAndNoted() {
        assertThat(quarantine.retry(Choice.ALL, "mended"))
                .extracting(Quarantine.Mail::cause)
                .containsExactly("crash");
        assertThat(store.rows(STATES)).containsExactly("FETCHED 0", "FETCHED 1");
        assertThat(store.rows(AUDIT)).containsExactly("root quarantine-retry 1 devel crash mended");
        assertThat(store.database().firstBrokenAudit()).isEmpty();
        assertThat(store.ledger().quarantineKillers(NOW)).isEmpty();
        assertThat(store.ledger().claimUnparsed(10))
                .extracting(mail -> mail.id())
                .containsExactly(1L);
        assertThat(quarantine.retry(Choice.ALL, "again")).isEmpty();
        assertThat(store.rows(AUDIT)).hasSize(1);
    }
}
