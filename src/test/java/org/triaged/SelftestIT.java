package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.store.TestStore;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verb selftest of the packaged program: a sound installation, one that lost a mail, a server that is away. */
class SelftestIT {

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    @BeforeEach
    void anAnsweredPatch() {
        here = Installation.at(folder, server, "live");
        round();
        server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", false), Instant.now());
        round();
        round();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allHoldsAndIsTold() throws Exception {
        Installation.Ran ran = here.ask("selftest", List.of());
        assertThat(ran.out()).doesNotContain("BROKEN").contains("I8  not checked  ");
        assertThat(ran.out().lines()).hasSize(11).first().asString().startsWith("I1  ok           no mail is lost:");
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aDaemonAnswersTheSame() throws Exception {
        try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
            Installation.Ran ran = here.ask("selftest", List.of());
            assertThat(ran.out()).doesNotContain("BROKEN").startsWith("I1  ok ");
            assertThat(ran.status()).isZero();
            assertThat(service.reload("ann")).isEmpty();
        }
    }

    @Test
    void aMailThatTheLedgerForgotIsNamed() throws Exception {
        TestStore.change(here.data(), "DELETE FROM mail_source WHERE uid = 1");
        Installation.Ran ran = here.ask("selftest", List.of());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out())
                .contains("I1  BROKEN       ")
                .contains("list devel, folder INBOX: UID 1 is on the server, below the cursor, and not in the ledger")
                .contains("next: keep a copy");
    }

    @Test
    void aServerThatIsAwayLeavesTheRestChecked() throws Exception {
        here.server(1, "none", "", server.smtpPort());
        Installation.Ran ran = here.ask("selftest", List.of("--format", "json"));
        assertThat(ran.status()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .hasSize(10)
                .extracting(line -> line.get("outcome").asText())
                .startsWith("not-checked", "holds")
                .doesNotContain("broken");
        assertThat(lines.get(0).get("rows").get(0).asText()).contains("127.0.0.1:1");
    }

    @Test
    void nothingIsMadeWhereNothingIs() throws Exception {
        Installation empty = Installation.at(folder.resolve("empty"), server, "live");
        Installation.Ran ran = empty.ask("selftest", List.of());
        assertThat(ran.status()).isEqualTo(74);
        assertThat(ran.err()).contains("holds no database").doesNotContain("\tat ");
        assertThat(empty.data()).doesNotExist();
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
