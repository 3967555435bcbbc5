package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

/** What may befall one reply, or one folder, holds up no other, and is settled when it is over. */
class MishapIT {

    private static final String OTHER = "other@lists.example.org";

    @TempDir
    private Path folder;

    private MailServer server;

    private Installation here;

    @BeforeEach
    void startServer() {
        server = new MailServer().user(LIST).user(OTHER);
        here = Installation.at(folder, server, "live");
    }

    @AfterEach
    void stopServer() {
        System.clearProperty("triaged.fail");
        System.clearProperty("triaged.clock");
        assertThat(here.broken()).isEmpty();
        server.close();
    }

    @Test
    void aProcessThatEndsWhileItReadsOurOwnMailSeesItTheNextTime() {
        round();
        deliver(1);
        round();
        assertThat(replies(LIST)).isEqualTo(1);
        System.setProperty("triaged.fail", "ledger.parsed.after-commit:1:throw");
        assertThatThrownBy(this::round).hasMessageContaining("fail point");
        System.clearProperty("triaged.fail");
        round();
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }

    @Test
    void aDataFolderOfYesterdayAnswersNothingTwiceAndGoesOn() throws IOException {
        round();
        Path yesterday = folder.resolve("yesterday");
        copy(here.data(), yesterday);
        deliver(1);
        round();
        round();
        assertThat(replies(LIST)).isEqualTo(1);
        copy(yesterday, here.data());
        round();
        round();
        assertThat(replies(LIST)).isEqualTo(1);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
        deliver(2);
        round();
        assertThat(replies(LIST)).isEqualTo(2);
    }

    @Test
    void aFaultBeforeTheIntentPutsTheReplyBackInTheSameProcess() {
        faultOnce("journal.intent.before", "READY");
        System.setProperty(
                "triaged.clock", Instant.now().plus(Duration.ofMinutes(2)).toString());
        round();
        assertThat(replies(LIST)).isEqualTo(1);
    }

    @Test
    void aFaultAfterTheMailLeftPutsTheReplyInDoubtInTheSameProcess() {
        faultOnce("journal.accepted.before", "UNKNOWN");
        round();
        assertThat(replies(LIST)).isEqualTo(1);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }

    /** The fault ends one round of a process that lives on. */
    private void faultOnce(String place, String state) {
        round();
        deliver(1);
        System.setProperty("triaged.fail", place + ":1:throw");
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            assertThatThrownBy(daemon::once).hasMessageContaining("fail point");
            assertThat(daemon.reader().query("SELECT state FROM reply").rows().get(0))
                    .containsExactly(state);
        }
        System.clearProperty("triaged.fail");
    }

    @Test
    void aVersionThatCameAfterItsRerollIsJudgedBeforeIt() {
        round();
        Instant now = Instant.now();
        server.append(LIST, version(3, now.minusSeconds(60)), now.plusSeconds(2));
        server.append(LIST, version(2, now.minusSeconds(120)), now.plusSeconds(3));
        System.setProperty("triaged.clock", now.plusSeconds(30).toString());
        round();
        assertThat(here.ask("SELECT root FROM reply WHERE state IN ('SENT', 'SEEN')"))
                .isEqualTo("v3@contrib.example.org");
        assertThat(server.mails(LIST).stream().map(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII)))
                .anySatisfy(
                        mail -> assertThat(mail).contains("X-Triaged-Report").contains("(as in v2)"));
    }

    private static byte[] version(int number, Instant date) {
        String mail = new String(
                patch("v" + number + "@contrib.example.org", "[PATCH v" + number + "] misc: one", false),
                StandardCharsets.UTF_8);
        String dated = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
        return ("Date: " + dated + "\r\n" + mail).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void repliesThatWaitOnOneListKeepNoOtherListWaiting() {
        watchOther();
        round();
        deliver(0);
        round();
        server.expunge(LIST, 2);
        for (int mail = 1; mail <= 21; mail++) {
            deliver(mail);
        }
        server.append(OTHER, ofOther(patch("o@contrib.example.org", "[PATCH] hw: other", false)), Instant.now());
        round();
        assertThat(replies(LIST)).isZero();
        assertThat(replies(OTHER)).isEqualTo(1);
    }

    @Test
    void aListThatWasTakenOutOfConfStopsNoOther() throws IOException {
        watchOther();
        round();
        Path stop = Files.createFile(here.conf().resolve("STOP"));
        server.append(OTHER, ofOther(patch("o@contrib.example.org", "[PATCH] hw: other", false)), Instant.now());
        round();
        Files.delete(stop);
        Files.delete(here.conf().resolve("lists/other.yaml"));
        deliver(1);
        round();
        assertThat(replies(OTHER)).isZero();
        assertThat(replies(LIST)).isEqualTo(1);
    }

    private void watchOther() {
        here.write("triaged.yaml", """
                imap:
                  main: {host: 127.0.0.1, port: %1$d, tls: none, user: %2$s, password-file: password}
                  other: {host: 127.0.0.1, port: %1$d, tls: none, user: %3$s, password-file: password}
                smtp: {host: 127.0.0.1, port: %4$d, tls: none}
                own-address: triaged@triage.example.org
                owner: triage-owner@triage.example.org
                caps: {per-author: 40, per-author-and-rules: 40}
                """.formatted(server.imapPort(), LIST, OTHER, server.smtpPort()));
        here.write("lists/other.yaml", """
                list-id: other.lists.example.org
                addresses: [other@lists.example.org]
                account: other
                folder: INBOX
                mode: live
                policy: {project: qemu, follow: timeline}
                scope: none
                rules: {dco-sob-missing: reply}
                """);
    }

    private static byte[] ofOther(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8)
                .replace("devel@", "other@")
                .replace("<devel.", "<other.")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(int number) {
        byte[] mail = patch(number + "@contrib.example.org", "[PATCH] hw/misc: widen frob " + number, false);
        server.append(LIST, mail, Instant.now());
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }

    private long replies(String list) {
        return server.mails(list).stream()
                .map(mail -> new String(mail.bytes(), StandardCharsets.UTF_8))
                .filter(mail -> mail.contains("X-Triaged-Report:"))
                .count();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(files::add);
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
