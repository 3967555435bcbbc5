package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** Poll, read, judge, store, reply once: the main job over IMAP and SMTP. */
class MainJobIT {

    @TempDir
    private Path folder;

    private MailServer server;

    @BeforeEach
    void startServer() {
        server = new MailServer().user(LIST);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void anUnsignedPatchIsAnsweredOnceAndTheReplyIsSeen() {
        Installation here = Installation.at(folder, server, "live");
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
            deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
            for (int round = 0; round < 4; round++) {
                daemon.once();
            }
        }
        assertThat(replies()).hasSize(1);
        assertThat(replies().get(0)).contains("In-Reply-To: <1@contrib.example.org>", "[dco-sob-missing]");
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
        assertThat(here.ask("SELECT COUNT(*) FROM audit_chain")).isEqualTo("0");
    }

    @Test
    void aRestartBetweenAllStepsSendsNothingTwice() {
        Installation here = Installation.at(folder, server, "live");
        here.start(Events.SILENT).close();
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        for (int round = 0; round < 4; round++) {
            round(here);
        }
        assertThat(replies()).hasSize(1);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }

    @Test
    void whatLayInTheFolderBeforeUsIsNeverAnswered() {
        Installation here = Installation.at(folder, server, "live");
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        round(here);
        round(here);
        assertThat(replies()).isEmpty();
        assertThat(here.ask("SELECT verdict FROM series_verdict")).isEqualTo("before-start");
    }

    @Test
    void inModeRecordNothingLeaves() {
        Installation here = Installation.at(folder, server, "record");
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        round(here);
        assertThat(replies()).isEmpty();
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("RECORDED");
    }

    @Test
    void goingLiveAnswersNothingThatWasJudgedOrCameBefore() {
        Installation here = Installation.at(folder, server, "record");
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        round(here);
        deliver(patch("2@contrib.example.org", "[PATCH] hw/misc: narrow the frob window", false));
        here.mode("live");
        round(here);
        round(here);
        assertThat(replies()).isEmpty();
        deliver(patch("3@contrib.example.org", "[PATCH] hw/misc: close the frob window", false));
        round(here);
        assertThat(replies()).hasSize(1);
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'mode-changed'"))
                .isEqualTo("1");
    }

    @Test
    void aDryRunLaysTheExactBytesInTheOutbox() throws IOException {
        Installation here = Installation.at(folder, server, "dry-run");
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        round(here);
        assertThat(replies()).isEmpty();
        String report = here.ask("SELECT report FROM reply WHERE state = 'WRITTEN'");
        Path outbox = here.data().resolve("outbox");
        assertThat(Files.readString(outbox.resolve(report + ".eml"))).contains("X-Triaged-Report: " + report);
        assertThat(Files.readString(outbox.resolve(report + ".json"))).contains("\"dco-sob-missing\"");
    }

    @Test
    void aStopFileHoldsEveryReply() throws IOException {
        Installation here = Installation.at(folder, server, "live");
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        Path stop = Files.createFile(here.data().resolve("STOP"));
        round(here);
        assertThat(replies()).isEmpty();
        Files.delete(stop);
        round(here);
        assertThat(replies()).hasSize(1);
    }

    @Test
    void aNewVersionIsToldWhatIsAsBeforeAndAnswersItselfOnceClean() {
        Installation here = Installation.at(folder, server, "live");
        round(here);
        posted("1", "PATCH", "", false, false);
        round(here);
        round(here);
        assertThat(replies()).hasSize(1);
        assertThat(replies().get(0)).contains("patches 1, 2\r\n").doesNotContain("(as in", "(new)", "Settled");

        posted("2", "PATCH v2", "1.0@contrib.example.org", true, false);
        round(here);
        round(here);
        assertThat(replies()).hasSize(2);
        assertThat(replies().get(1))
                .contains("In-Reply-To: <2.0@contrib.example.org>", "X-Triaged-Reroll: v2")
                .contains("no Signed-off-by line              patch 2/2   (as in v1)\r\n")
                .contains("Settled since v1, no Signed-off-by line in patch 1.\r\n");

        posted("3", "PATCH v3", "2.0@contrib.example.org", true, true);
        round(here);
        round(here);
        assertThat(replies()).hasSize(2);
        assertThat(here.ask("SELECT verdict FROM series_verdict WHERE version = 3"))
                .isEqualTo("settled-in");
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'")).isEqualTo("2");
    }

    /** A cover and two patches, signed or not. */
    private void posted(String id, String tag, String answers, boolean firstSigned, boolean secondSigned) {
        String cover = id + ".0@contrib.example.org";
        deliver(answering(answers, cover(cover, "[" + tag + " 0/2] hw/misc: frob windows")));
        deliver(answering(cover, patch(id + ".1@contrib.example.org", "[" + tag + " 1/2] hw/misc: open", firstSigned)));
        deliver(answering(
                cover, patch(id + ".2@contrib.example.org", "[" + tag + " 2/2] hw/misc: shut", secondSigned)));
    }

    private static byte[] cover(String id, String subject) {
        String mail = new String(patch(id, subject, false), StandardCharsets.UTF_8);
        return mail.substring(0, mail.indexOf("---\r\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answering(String parent, byte[] mail) {
        String text = new String(mail, StandardCharsets.UTF_8);
        String fields = "In-Reply-To: <" + parent + ">\r\nReferences: <" + parent + ">\r\n";
        return (parent.isEmpty() ? text : fields + text).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aSecondReplyWaitsForTheFirst() {
        Installation here = Installation.at(folder, server, "live");
        round(here);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        deliver(patch("2@contrib.example.org", "[PATCH] hw/misc: narrow the frob window", false));
        round(here);
        assertThat(replies()).hasSize(1);
        round(here);
        assertThat(replies()).hasSize(2);
    }

    @Test
    void anUnreadableMailIsKeptAndTheNextOneIsJudged() {
        Installation here = Installation.at(folder, server, "live");
        round(here);
        byte[] noise = new byte[5000];
        new java.util.Random(7).nextBytes(noise);
        deliver(noise);
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        round(here);
        assertThat(replies()).hasSize(1);
        assertThat(here.ask("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                .isEqualTo("2");
        assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE raw IS NOT NULL")).isEqualTo("2");
    }

    @Test
    void aNewUidValidityBringsNoMailTwice() {
        Installation here = Installation.at(folder, server, "live");
        round(here);
        byte[] mail = patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false);
        deliver(mail);
        round(here);
        round(here);
        server.close();
        server = new MailServer().user(LIST);
        deliver(mail);
        here.server(server.imapPort(), "none", "", server.smtpPort());
        round(here);
        assertThat(replies()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(DISTINCT mailbox) FROM mail_source")).isEqualTo("2");
    }

    @Test
    void whateverTheUmaskEveryFileOfTheDataFolderIsOursAlone() throws Exception {
        Installation here = Installation.at(folder, server, "dry-run");
        assertThat(here.onceWithoutUmask().waitFor()).isZero();
        deliver(patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false));
        assertThat(here.onceWithoutUmask().waitFor()).isZero();
        assertThat(here.data().resolve("outbox")).isNotEmptyDirectory();
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.walk(here.data())) {
            for (Path file : files.toList()) {
                if (Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> !right.name().startsWith("OWNER"))) {
                    open.add(file.toString());
                }
            }
        }
        assertThat(open).isEmpty();
    }

    private void deliver(byte[] mail) {
        server.append(LIST, mail, Instant.now());
    }

    private static void round(Installation here) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }

    private List<String> replies() {
        return server.mails(LIST).stream()
                .map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8))
                .filter(mail -> mail.contains("X-Triaged-Report:"))
                .toList();
    }
}
