package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Doctor.Line;
import org.triaged.triage.Doctor.Outcome;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** What {@code doctor} says of an installation that is well, and of each way in which it may not be. */
class DoctorIT {

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "live");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void beforeTheFirstStartAllIsWellAndNothingIsMade() {
        assertThat(examined()).extracting(Line::what).containsExactly("conf", "words", "list devel", "smtp", "data");
        assertThat(outcome("data")).isEqualTo(Outcome.WARNING);
        assertThat(examined()).filteredOn(line -> line.outcome() != Outcome.OK).hasSize(1);
        assertThat(here.data()).doesNotExist();
        assertThat(server.mails(LIST)).isEmpty();
    }

    @Test
    void besideARunningDaemonAndWithoutOne() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
        assertThat(examined()).allMatch(line -> line.outcome() == Outcome.OK);
        assertThat(line("data").said()).contains("no daemon runs");
        try (Service daemon = Service.start(here.config(), Events.SILENT, status -> {})) {
            assertThat(daemon).isNotNull();
            assertThat(line("data").said())
                    .contains("the daemon runs, process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void aServerThatIsAwayAWrongPasswordAFolderThatIsNotThere() throws IOException {
        here.folder("Elsewhere");
        assertThat(line("list devel").said()).contains("Elsewhere");
        assertThat(outcome("list devel")).isEqualTo(Outcome.FAILURE);
        here.folder("INBOX").password("wrong");
        assertThat(line("list devel").said()).contains("login refused").doesNotContain("wrong");
        Files.delete(here.conf().resolve("password"));
        assertThat(line("list devel").said()).contains("password file", "is missing");
        here.password("wrong");
        here.server(1, "none", "", 1).mode("live");
        assertThat(line("list devel").said()).contains("no connection");
        assertThat(outcome("smtp")).isEqualTo(Outcome.FAILURE);
        here.mode("record");
        assertThat(outcome("smtp")).isEqualTo(Outcome.WARNING);
    }

    @Test
    void theServerForMailToAdminsIsTriedToo() {
        here.append("triaged.yaml", "admin-smtp: {host: 127.0.0.1, port: " + server.smtpPort() + ", tls: none}");
        assertThat(outcome("admin-smtp")).isEqualTo(Outcome.OK);
        here.server(server.imapPort(), "none", "", server.smtpPort())
                .append("triaged.yaml", "admin-smtp: {host: 127.0.0.1, port: 1, tls: none}");
        assertThat(outcome("smtp")).isEqualTo(Outcome.OK);
        assertThat(outcome("admin-smtp")).as("while nobody is named").isEqualTo(Outcome.WARNING);
        here.append("triaged.yaml", "admins: [admin@triage.example.org]");
        assertThat(line("admin-smtp").said()).contains("no connection");
        assertThat(outcome("admin-smtp")).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void aMaildirThatIsNone() throws IOException {
        Path maildir = Files.createDirectories(folder.resolve("Mail/new")).getParent();
        here.maildir(maildir, "record", server.smtpPort());
        assertThat(line("list devel").said()).isEqualTo(maildir.resolve("cur") + " is missing");
        Files.createDirectories(maildir.resolve("cur"));
        assertThat(outcome("list devel")).isEqualTo(Outcome.OK);
    }

    @Test
    void aClockThatIsBehindWhatWasDoneBefore() {
        try (TriageDaemon daemon = Later.start(here, Duration.ofHours(1), Events.SILENT, FailPoint.INERT)) {
            daemon.once();
        }
        assertThat(outcome("clock")).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void aStopAndADamagedDatabase() throws IOException {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
        Files.createFile(here.data().resolve("STOP"));
        assertThat(examined()).anyMatch(line -> line.what().equals("status") && line.outcome() == Outcome.WARNING);
        Files.write(here.data().resolve("triaged.mv.db"), new byte[5000]);
        assertThat(line("data").said()).contains("triaged.mv.db", "restore the last backup");
        assertThat(outcome("data")).isEqualTo(Outcome.FAILURE);
    }

    private List<Line> examined() {
        List<Line> told = new ArrayList<>();
        List<Line> lines = Consulting.doctor(here.config()).examine(told::add);
        assertThat(told).isEqualTo(lines);
        return lines;
    }

    private Line line(String what) {
        return examined().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private Outcome outcome(String what) {
        return line(what).outcome();
    }
}
