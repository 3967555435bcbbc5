package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Sha256;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** A part of the data folder that the daemon's user may not use, or that is not there: words of its own, and nothing made. */
class ClosedFilesIT {

    private static final int NO_PERMISSION = 77;

    @TempDir
    private Path folder;

    private MailServer server;

    private Installation here;

    @BeforeEach
    void aFirstLife() {
        server = new MailServer().user(LIST);
        here = Installation.at(folder, server, "live");
        round(new ArrayList<>());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "triaged.mv.db | r-------- | triaged.mv.db cannot be written by this user",
                "triaged.mv.db | --------- | triaged.mv.db cannot be read by this user",
                "''            | r-x------ | data cannot be written by this user",
                "send.journal  | --------- | send.journal cannot be read and written by this user",
                "send.journal  | r-------- | send.journal cannot be read and written by this user",
                "id.key        | --------- | id.key is not ours to use"
            })
    void whatThisUserMayNotUseIsNamedAndLeftAsItIs(String part, String mode, String words) throws Exception {
        here.byNobody();
        if (System.getProperty("user.name").equals("root")) {
            giveToNobody();
        }
        Path closed = here.data().resolve(part);
        boolean opened = !part.isEmpty() && !part.equals("triaged.mv.db");
        SortedMap<String, String> before = contents(opened);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(mode));
        assertThat(here.once().waitFor()).isEqualTo(NO_PERMISSION);
        assertThat(here.output()).contains(words).doesNotContain("\tat ", "internal fault");
        assertThat(contents(opened)).isEqualTo(before);
        Files.setPosixFilePermissions(
                closed, PosixFilePermissions.fromString(part.isEmpty() ? "rwx------" : "rw-------"));
        assertThat(here.once().waitFor()).isZero();
    }

    @Test
    void aJournalThatIsNoFileIsRefused() throws Exception {
        Files.delete(here.data().resolve("send.journal"));
        Files.createDirectory(here.data().resolve("send.journal"));
        assertThat(here.once().waitFor()).isEqualTo(74);
        assertThat(here.output()).contains("send.journal cannot be opened").doesNotContain("\tat ", "internal fault");
    }

    @Test
    void aJournalThatIsGoneIsBegunAnewWhereNothingWasSent() throws Exception {
        Files.delete(here.data().resolve("send.journal"));
        List<String> told = new ArrayList<>();
        round(told);
        assertThat(told).noneMatch(event -> event.startsWith("journal-behind"));
        server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: one", false), Instant.now());
        round(told);
        assertThat(ours()).isEqualTo(1);
    }

    @Test
    void aJournalThatIsGoneHoldsAllMailWhereSomeWasSent() throws Exception {
        server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: one", false), Instant.now());
        round(new ArrayList<>());
        round(new ArrayList<>());
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
        Files.delete(here.data().resolve("send.journal"));
        server.append(LIST, patch("2@contrib.example.org", "[PATCH] hw: two", false), Instant.now());
        List<String> told = new ArrayList<>();
        round(told);
        assertThat(told)
                .anyMatch(event -> event.startsWith("journal-behind") && event.contains("restore send.journal"))
                .anyMatch(event -> event.startsWith("reply-waits") && event.contains("reason=journal-behind"));
        assertThat(ours()).isEqualTo(1);
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'READY'")).isEqualTo("1");
    }

    /** Whom modes of files stop, as they do not stop root. */
    private void giveToNobody() throws IOException, InterruptedException {
        Process giving = new ProcessBuilder("chown", "-R", "nobody", folder.toString())
                .inheritIO()
                .start();
        assertThat(giving.waitFor()).isZero();
    }

    /** Of each part its bytes; but the lock tells who came last, and a database that was opened is written when it is closed. */
    private SortedMap<String, String> contents(boolean opened) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(here.data())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                contents.put(
                        name,
                        name.equals("triaged.pid") || opened && name.equals("triaged.mv.db")
                                ? ""
                                : Sha256.hex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private long ours() {
        return server.mails(LIST).stream()
                .filter(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII).contains("X-Triaged-Report:"))
                .count();
    }

    private void round(List<String> told) {
        try (TriageDaemon daemon = here.start(event -> told.add(event.name() + " " + event.fields()))) {
            daemon.once();
        }
    }
}
