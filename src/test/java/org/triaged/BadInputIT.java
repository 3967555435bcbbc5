package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.Front;
import org.triaged.wire.MailServer;
import org.triaged.wire.ServerCertificate;

/** What an admin sees of the packaged program when something is wrong: words that help, and the right exit status. */
class BadInputIT {

    private static final int A_JOB_FAILED = 1;

    @TempDir
    private Path folder;

    private MailServer server;

    private Installation here;

    @BeforeEach
    void start() {
        server = new MailServer().user(LIST);
        here = Installation.at(folder, server, "record");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWrongPasswordIsToldWithoutShowingIt() throws Exception {
        here.password("not the password");
        assertThat(here.once().waitFor()).isEqualTo(A_JOB_FAILED);
        assertThat(here.output())
                .contains("poll-failed", "LOGIN_REFUSED", "account main", "password-file")
                .doesNotContain("not the password", "\tat ");
    }

    @Test
    void aMissingFolderIsNamed() throws Exception {
        here.folder("Lists/devel");
        assertThat(here.once().waitFor()).isEqualTo(A_JOB_FAILED);
        assertThat(here.output())
                .contains("poll-failed", "NO_FOLDER", "Lists/devel")
                .doesNotContain("\tat ");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        // A port that was just closed may be somebody else's by now; this one is nobody's.
        here.server(1, "none", "", server.smtpPort());
        assertThat(here.once().waitFor()).isEqualTo(A_JOB_FAILED);
        assertThat(here.output())
                .contains("poll-failed", "UNREACHABLE", "127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @Test
    void aCertificateNobodyVouchesForGetsNoPassword() throws Exception {
        ServerCertificate certificate = ServerCertificate.of(folder, "ip:127.0.0.1");
        try (Front front = Front.tls(server.imapPort(), certificate)) {
            here.server(front.port(), "implicit", "", server.smtpPort());
            assertThat(here.once().waitFor()).isEqualTo(A_JOB_FAILED);
            assertThat(here.output())
                    .contains("poll-failed", "UNTRUSTED", "ca-file")
                    .doesNotContain("\tat ");
            assertThat(front.sent()).doesNotContain("LOGIN");
            here.server(front.port(), "implicit", ", ca-file: " + certificate.pem(), server.smtpPort());
            assertThat(here.once().waitFor()).isZero();
        }
    }

    @Test
    void everyMistakeOfTheConfigurationIsToldAtOnce() throws Exception {
        here.write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                quite-period: PT10M
                mode: record
                policy: {pin: qemu/2025-10-rfc}
                scope: none
                max-age: tomorrow
                """);
        assertThat(here.once().waitFor()).isEqualTo(2);
        assertThat(here.output())
                .contains(
                        "lists/devel.yaml:4:1",
                        "quiet-period",
                        "lists/devel.yaml:6:",
                        "qemu/2025-09-rfc",
                        "lists/devel.yaml:8:")
                .doesNotContain("\tat ");
        assertThat(here.data()).doesNotExist();
    }

    @Test
    void wordsThatTheLinterRefusesKeepAListFromSpeaking() throws Exception {
        Path words = here.conf().resolve("words/qemu-words-1.yaml");
        Files.writeString(words, Files.readString(words).replace("no Signed-off-by line]", "you must sign]"));
        assertThat(here.once().waitFor()).isZero();
        here.mode("live");
        assertThat(here.once().waitFor()).isEqualTo(2);
        assertThat(here.output())
                .contains("qemu-words-1", "dco-sob-missing", "B9", "mode: record")
                .doesNotContain("\tat ");
    }

    @Test
    void aPasswordThatOthersCanReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(here.conf().resolve("password"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(here.once().waitFor()).isEqualTo(77);
        assertThat(here.output()).contains("chmod 600").doesNotContain(MailServer.PASSWORD, "\tat ");
    }

    @Test
    void aDataFolderInUseIsRefusedWithItsHolder() throws Exception {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            assertThat(here.once().waitFor()).isEqualTo(73);
            assertThat(daemon.once().complete()).isTrue();
        }
        assertThat(here.output())
                .contains("in use by process " + ProcessHandle.current().pid())
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingDatabaseIsNeverMadeAnewBesideTheRest() throws Exception {
        here.start(Events.SILENT).close();
        Path database = here.data().resolve("triaged.mv.db");
        Files.delete(database);
        assertThat(here.once().waitFor()).isEqualTo(74);
        assertThat(here.output()).contains("triaged.mv.db", "missing", "backup").doesNotContain("\tat ");
        assertThat(database).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "its head", "noise", "other passwords"})
    void aBrokenDatabaseIsRefusedAndTheGoodOneWorksAgain(String how) throws Exception {
        here.start(Events.SILENT).close();
        here.start(Events.SILENT).close();
        Path broken = here.data().resolve(how.equals("other passwords") ? "passwords" : "triaged.mv.db");
        byte[] good = Files.readAllBytes(broken);
        byte[] bad =
                switch (how) {
                    case "nothing" -> new byte[0];
                    case "its head" -> Arrays.copyOf(good, 5_000);
                    case "noise" ->
                        "this is no database\n".repeat(good.length / 20).getBytes(StandardCharsets.US_ASCII);
                    default ->
                        new String(good, StandardCharsets.US_ASCII)
                                .replaceAll("(?m)[0-9a-zA-Z]$", "!")
                                .getBytes(StandardCharsets.US_ASCII);
                };
        Files.write(broken, bad);
        Set<Path> before = files();
        int status = here.once().waitFor();
        assertThat(status).as(here.output()).isIn(74, 77);
        assertThat(here.output()).contains("triaged.mv.db", "backup").doesNotContain("\tat ", "internal fault");
        assertThat(files()).isEqualTo(before);
        Files.write(broken, good);
        assertThat(here.once().waitFor()).isZero();
        assertThat(here.broken()).isEmpty();
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(here.data())) {
            return files.filter(file -> !file.endsWith("triaged.pid")).collect(Collectors.toSet());
        }
    }

    @Test
    void aMovedClockIsRefusedWhereItCouldReachAList() throws Exception {
        here.mode("live");
        String daemon = Files.readString(here.conf().resolve("triaged.yaml"))
                .replace("host: 127.0.0.1, port: " + server.imapPort() + ", tls: none", "host: imap.example.org");
        here.write("triaged.yaml", daemon);
        assertThat(here.once("-Dtriaged.clock=2026-11-22T09:00:00Z").waitFor()).isEqualTo(2);
        assertThat(here.output()).contains("triaged.clock", "loopback").doesNotContain("\tat ");
        assertThat(here.data()).doesNotExist();
    }

    @Test
    void anArmedFailPointHaltsAndTheNextRunGoesOn() throws IOException, InterruptedException {
        assertThat(here.once("-Dtriaged.fail=ledger.open.before-commit:1:halt").waitFor())
                .isEqualTo(137);
        assertThat(here.once().waitFor()).isZero();
        assertThat(here.ask("SELECT COUNT(*) FROM mailbox")).isEqualTo("1");
    }
}
