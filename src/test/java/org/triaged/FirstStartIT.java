package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** A daemon that is live from its first start, on a list that was there long before it; {@link ManyMailsIT} does it with thousands. */
class FirstStartIT {

    private static final int OLD = 100;

    private static final int DIRTY = 10;

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingThatWasThereIsAnsweredAndTheFirstNewSeriesIs() {
        for (int mail = 0; mail < OLD; mail++) {
            boolean signed = mail % (OLD / DIRTY) != 0;
            server.append(
                    LIST,
                    patch("old" + mail + "@contrib.example.org", "[PATCH] hw: old " + mail, signed),
                    Instant.now());
        }
        Installation here = Installation.at(folder, server, "live");
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
            daemon.once();
            assertThat(ask(daemon, "SELECT COUNT(*) FROM series_verdict WHERE verdict = 'before-start'"))
                    .isEqualTo(Integer.toString(DIRTY));
            assertThat(ask(daemon, "SELECT COUNT(*) FROM reply")).isEqualTo("0");
        }
        assertThat(ours()).isZero();
        server.append(LIST, patch("new@contrib.example.org", "[PATCH] hw: new", false), Instant.now());
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
            daemon.once();
            assertThat(ask(daemon, "SELECT root || ' ' || state FROM reply")).isEqualTo("new@contrib.example.org SEEN");
        }
        assertThat(ours()).isEqualTo(1);
        assertThat(here.broken()).isEmpty();
    }

    private long ours() {
        return server.mails(LIST).stream()
                .filter(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII).contains("X-Triaged-Report:"))
                .count();
    }

    private static String ask(TriageDaemon daemon, String sql) {
        return daemon.reader().query(sql).rows().get(0).get(0);
    }
}
