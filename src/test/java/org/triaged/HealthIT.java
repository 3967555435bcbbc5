package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** What a monitor is told. */
class HealthIT {

    @TempDir
    private Path folder;

    @Test
    void healthyWhilePollsAreYoungBesideADaemonOrNot() throws Exception {
        try (MailServer server = new MailServer().user(LIST)) {
            Installation here = Installation.at(folder, server, "record");
            assertThat(health(here).status()).isEqualTo(74); // there is no database yet
            try (TriageDaemon daemon = here.start(Events.SILENT)) {
                assertThat(daemon.reader()).isNotNull();
            }
            Installation.Ran never = health(here);
            assertThat(never.status()).isEqualTo(1);
            assertThat(never.out()).startsWith("list devel was never polled; see 'triaged status'");
            assertThat(here.once().waitFor()).as(here.output()).isZero();
            Installation.Ran young = health(here);
            assertThat(young.status()).isZero();
            assertThat(young.out()).isEqualTo("healthy\n");
            int polls = polls(here);
            Process beside = here.run();
            await().atMost(Duration.ofMinutes(1)).until(() -> polls(here) > polls);
            assertThat(health(here).out()).isEqualTo("healthy\n");
            beside.destroy();
            assertThat(beside.waitFor()).isZero();
            String tomorrow = "-Dtriaged.clock=" + Instant.now().plus(Duration.ofDays(1));
            Installation.Ran old = health(here, tomorrow);
            assertThat(old.status()).isEqualTo(1);
            assertThat(old.out()).contains("list devel was last polled at ", "longer ago than PT15M");
            String line =
                    here.ask("health", List.of("--format", "json"), tomorrow).out();
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(Files.readString(Path.of("docs/health.schema.json")))
                            .validate(line, InputFormat.JSON))
                    .as(line)
                    .isEmpty();
        }
    }

    private static int polls(Installation here) {
        return here.output().split("poll-finished", -1).length;
    }

    private static Installation.Ran health(Installation here, String... options) throws Exception {
        return here.ask("health", List.of(), options);
    }
}
