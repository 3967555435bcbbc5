package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verb {@code report}: the same figures from the daemon and without one. */
class ReportIT {

    @TempDir
    private Path folder;

    @Test
    void theFiguresAreTheSameFromTheDaemonAndWithoutOne() throws IOException {
        try (MailServer server = new MailServer().user(LIST)) {
            Installation here = Installation.at(folder, server, "record");
            here.schedule("{every: PT1H, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
            server.append(LIST, patch("signed@contrib.example.org", "[PATCH] misc: signed", true), Instant.now());
            server.append(LIST, patch("unsigned@contrib.example.org", "[PATCH] misc: unsigned", false), Instant.now());
            try (TriageDaemon daemon = here.start(Events.SILENT)) {
                daemon.once();
            }
            List<String> alone = report(here, 0, "--format", "json");
            assertThat(figures(alone))
                    .contains(
                            "{\"type\":\"list\",\"list\":\"devel\",\"series\":2,\"with_findings\":1,"
                                    + "\"percent_with_findings\":50.0,\"may_be_told\":1,\"findings\":1}",
                            "{\"type\":\"rule\",\"rule\":\"dco-sob-missing\",\"findings\":1,\"series\":1,\"may_be_told\":1}");
            Path page = folder.resolve("report.html");
            try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
                assertThat(figures(report(here, 0, "--format", "json", "--html", page.toString())))
                        .isEqualTo(figures(alone));
                assertThat(Files.readString(page)).contains("The daemon runs.", "<td>devel</td>");
                assertThat(report(here, 2, "--list", "devil").get(0)).contains("'devil'", "devel");
            }
        }
    }

    /** Without what tells when it was asked, and by whom. */
    private static List<String> figures(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("{\"type\":\"report\"") && !line.startsWith("{\"type\":\"health\""))
                .toList();
    }

    private static List<String> report(Installation here, int status, String... more) {
        List<String> arguments = new ArrayList<>(List.of("report"));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of("--conf", here.conf().toString(), "--data", here.data().toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(Verbs.run(
                        arguments.toArray(String[]::new),
                        Main.WIRING,
                        new MailFilesOnDisk(InputStream.nullInputStream()),
                        Optional.empty(),
                        stream,
                        stream,
                        false))
                .as(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(status);
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
