package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** A mail that the process dies of does not keep the next ones waiting, and is not tried for ever. */
class PoisonIT {

    @TempDir
    private Path folder;

    @Test
    void afterTwoDeathsOverItAloneItIsQuarantinedAndTheOthersAreJudged() throws Exception {
        try (MailServer server = new MailServer().user(LIST)) {
            Installation here = Installation.at(folder, server, "record");
            try (TriageDaemon daemon = here.start(Events.SILENT)) {
                daemon.once();
            }
            for (String id : List.of("poison", "second", "third")) {
                server.append(LIST, patch(id + "@contrib.example.org", "[PATCH] misc: " + id, true), Instant.now());
            }
            for (int death = 1; death <= 3; death++) {
                // It is the oldest, so it is the first that is parsed, in the batch and alone.
                assertThat(here.once("-Dtriaged.fail=parse.before:1:halt").waitFor())
                        .isEqualTo(137);
            }
            List<String> told = new ArrayList<>();
            try (TriageDaemon daemon = here.start(event -> told.add(event.name() + " " + event.fields()))) {
                daemon.once();
                assertThat(daemon.reader()
                                .query("SELECT list, reason, attempts FROM quarantine")
                                .rows())
                        .containsExactly(List.of("devel", "crash", "3"));
                assertThat(daemon.reader()
                                .query("SELECT root FROM series_verdict ORDER BY root")
                                .rows())
                        .containsExactly(List.of("second@contrib.example.org"), List.of("third@contrib.example.org"));
            }
            assertThat(told).anyMatch(event -> event.startsWith("mail-quarantined") && event.contains("reason=crash"));
        }
    }
}
