package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verbs of {@code db}: a backup taken at work, and a data folder made from it that goes on where that one was. */
class BackupIT {

    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Installation here;

    /** What a verb returned and printed. */
    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void twentyMails() {
        here = Installation.at(folder, server, "live").write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: live
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                """);
        rounds(here, Duration.ZERO, 1);
        TwentyMails.to(LIST).forEach(mail -> server.append(LIST, mail, Instant.now()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void takenWhileTheDaemonWorksAndRestoredItCatchesUpAndSendsNothingTwice() throws IOException {
        Path backup = takenAtWork();
        rounds(here, LATER, 3);
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'")).isEqualTo("3");
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(here.data().resolve("backup/part")).doesNotExist();
        for (boolean withTheNewerJournal : new boolean[] {true, false}) {
            Installation back = here.over(folder.resolve("back-" + withTheNewerJournal));
            assertThat(db(back, "restore", backup.toString()).status()).isZero();
            if (withTheNewerJournal) {
                Files.copy(
                        here.data().resolve("send.journal"),
                        back.data().resolve("send.journal"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            rounds(back, LATER.plusHours(1), 4);
            assertThat(back.ask("SELECT COUNT(*) FROM mail_source")).isEqualTo("23");
            assertThat(back.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'"))
                    .isEqualTo("3");
            assertThat(back.ask("SELECT COUNT(*) FROM audit_chain")).isEqualTo("0");
            assertThat(back.broken()).isEmpty();
            assertThat(ours()).isEqualTo(3);
        }
    }

    @Test
    void takenWithoutADaemonItHoldsTheSame() {
        rounds(here, LATER, 3);
        Ran made = db(here, "backup");
        assertThat(made.status()).isZero();
        assertThat(made.out()).contains("mails     23", "replies   3", "journal   in it", "key       in it");
        assertThat(here.ask("SELECT COUNT(*) FROM audit_log WHERE action = 'backed-up' AND actor = '"
                        + System.getProperty("user.name") + "'"))
                .isEqualTo("1");
        Path backup = newest();
        assertThat(run("db", "verify", backup.toString(), "--format", "json").out())
                .startsWith("{\"type\":\"backup\",\"done\":\"whole\",\"file\":\"" + backup + "\",")
                .contains("\"mails\":23,\"replies\":3,");
    }

    @Test
    void aFolderThatHoldsSomethingIsNotTouched() throws IOException {
        db(here, "backup");
        byte[] before = Files.readAllBytes(here.data().resolve("triaged.mv.db"));
        Ran refused = db(here, "restore", newest().toString());
        assertThat(refused.status()).isEqualTo(73);
        assertThat(refused.err()).contains(here.data().toString(), "is restored into an empty folder");
        assertThat(Files.readAllBytes(here.data().resolve("triaged.mv.db"))).isEqualTo(before);
    }

    @Test
    void whatIsNoWholeBackupMakesNothing() throws IOException {
        db(here, "backup");
        byte[] whole = Files.readAllBytes(newest());
        Path broken = folder.resolve("broken.zip");
        for (byte[] bytes : Stream.of(
                        Stream.of(0, 1, 100, whole.length / 2, whole.length - 1).map(end -> Arrays.copyOf(whole, end)),
                        Stream.of(60, whole.length / 3, whole.length * 2 / 3).map(place -> flipped(whole, place)))
                .flatMap(some -> some)
                .toList()) {
            Files.write(broken, bytes);
            Installation back = here.over(folder.resolve("back"));
            Ran verified = run("db", "verify", broken.toString());
            Ran restored = db(back, "restore", broken.toString());
            assertThat(List.of(verified.status(), restored.status())).containsOnly(74);
            assertThat(restored.err()).contains(broken + " is no whole backup of triaged: ");
            assertThat(back.data().resolve("triaged.mv.db")).doesNotExist();
            assertThat(back.data().resolve("send.journal")).doesNotExist();
        }
        assertThat(run("db", "verify", folder.resolve("missing.zip").toString()).status())
                .isEqualTo(74);
    }

    private Path takenAtWork() {
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        try (Service daemon =
                Service.start(here.config(), event -> told.add(event.name() + event.fields()), status -> {})) {
            assertThat(daemon).isNotNull();
            Ran made = db(here, "backup", "--format", "json");
            assertThat(made.status()).as(made.err()).isZero();
            assertThat(made.out()).contains("\"done\":\"made\"", "\"journal\":true");
            assertThat(told).anyMatch(event -> event.startsWith("admin-asked") && event.contains("backup"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> told.stream().anyMatch(event -> event.startsWith("poll-finished")));
        }
        return newest();
    }

    private Path newest() {
        try (Stream<Path> backups = Files.list(here.data().resolve("backup"))) {
            return backups.max(Path::compareTo).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] flipped(byte[] whole, int place) {
        byte[] bytes = whole.clone();
        bytes[place] ^= 0x55;
        return bytes;
    }

    private long ours() {
        return server.mails(LIST).stream()
                .filter(mail -> new String(mail.bytes(), StandardCharsets.UTF_8).contains("\nX-Triaged-Report:"))
                .count();
    }

    private static void rounds(Installation where, Duration later, int count) {
        try (TriageDaemon daemon = Later.start(where, later, Events.SILENT, FailPoint.INERT)) {
            for (int round = 0; round < count; round++) {
                daemon.once();
            }
        }
    }

    private Ran db(Installation where, String verb, String... words) {
        List<String> all = new ArrayList<>(List.of("db", verb));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--conf", where.conf().toString(), "--data", where.data().toString()));
        return run(all.toArray(String[]::new));
    }

    private static Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verbs.run(
                words,
                Main.WIRING,
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
