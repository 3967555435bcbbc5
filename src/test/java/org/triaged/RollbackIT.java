package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** An older copy of the database, or another one, beside the mailbox and the journal of today: no mail leaves twice. */
class RollbackIT {

    private static final int COPIES = 20;

    private final MailServer server = new MailServer().user(LIST);

    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "live").write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: live
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                """);
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        server.close();
    }

    @Test
    void noOlderCopySendsAMailTwiceAndEachIsAdmitted() throws IOException {
        List<Path> older = new ArrayList<>();
        try (TriageDaemon daemon = here.start(events(), copies(older))) {
            daemon.once();
        }
        TwentyMails.to(LIST).forEach(mail -> server.append(LIST, mail, Instant.now()));
        later(Duration.ofHours(2));
        try (TriageDaemon daemon = here.start(events(), copies(older))) {
            rounds(daemon, 3);
        }
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'")).isEqualTo("3");
        assertThat(told).noneMatch(event -> event.startsWith("db-rollback"));
        assertThat(older).hasSizeGreaterThan(COPIES);
        long forgotten = 0;
        for (int copy = 0; copy < COPIES; copy++) {
            Installation back = here.over(folder.resolve("back" + copy));
            Death.copy(here.data(), back.data());
            put(older.get(copy * older.size() / COPIES), back);
            told.clear();
            later(Duration.ofHours(2 + copy));
            try (TriageDaemon daemon = back.start(events())) {
                rounds(daemon, 3);
                assertThat(ask(daemon, "SELECT COUNT(*) FROM reply WHERE state = 'SEEN'"))
                        .isEqualTo("3");
                assertThat(ask(daemon, "SELECT COUNT(*) FROM mail_source")).isEqualTo("23");
            }
            assertThat(told)
                    .filteredOn(event -> event.startsWith("db-rollback"))
                    .hasSize(1);
            assertThat(ours()).isEqualTo(3);
            forgotten += told.stream()
                    .filter(event -> event.startsWith("reply-forgotten"))
                    .count();
        }
        assertThat(forgotten).isPositive();
        System.out.println("RollbackIT: " + COPIES + " of " + older.size() + " older copies, " + forgotten
                + " tombstones, 0 second mails");
    }

    @Test
    void whatIsDueWaitsUntilTheFolderWasReadAgainAndIsAdmittedOnce() throws IOException {
        Path older = dueButNotSent();
        put(older, here);
        told.clear();
        later(Duration.ofMinutes(125)); // the poll of that copy is not old yet
        try (TriageDaemon daemon = here.start(events())) {
            assertThat(daemon.deliver()).isZero();
            assertThat(told).anyMatch(event -> event.contains("reason=stale-view"));
            rounds(daemon, 3);
        }
        assertThat(ours()).isEqualTo(3);
        here.ask("SELECT 1");
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'db-rollback'"))
                .isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(*) FROM audit_chain")).isEqualTo("0");
    }

    @Test
    void besideAnotherDatabaseEveryMailOfTheJournalIsATombstone() throws IOException {
        dueButNotSent();
        Files.delete(here.data().resolve("STOP"));
        later(Duration.ofHours(3));
        try (TriageDaemon daemon = here.start(events())) {
            rounds(daemon, 3);
        }
        assertThat(ours()).isEqualTo(3);
        Installation other = here.over(folder.resolve("other"));
        try (TriageDaemon daemon = other.start(events())) {
            daemon.once();
        }
        Files.copy(
                here.data().resolve("send.journal"),
                other.data().resolve("send.journal"),
                StandardCopyOption.REPLACE_EXISTING);
        told.clear();
        try (TriageDaemon daemon = other.start(events())) {
            rounds(daemon, 3);
            assertThat(ask(daemon, "SELECT COUNT(*) FROM reply WHERE state = 'SEEN' AND mode = 'journal'"))
                    .isEqualTo("3");
        }
        assertThat(told).filteredOn(event -> event.startsWith("db-rollback")).hasSize(1);
        assertThat(ours()).isEqualTo(3);
    }

    /** Three replies are READY behind a STOP, and the copy is of then; the daemon has started twice since. */
    private Path dueButNotSent() throws IOException {
        try (TriageDaemon daemon = here.start(events())) {
            daemon.once();
        }
        Files.createFile(here.data().resolve("STOP"));
        TwentyMails.to(LIST).forEach(mail -> server.append(LIST, mail, Instant.now()));
        later(Duration.ofHours(2));
        try (TriageDaemon daemon = here.start(events())) {
            daemon.once();
        }
        Path older = folder.resolve("older");
        Files.copy(here.data().resolve("triaged.mv.db"), older);
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'READY'")).isEqualTo("3");
        here.ask("SELECT 1"); // its line in the journal names the rows of the start before
        return older;
    }

    private static void rounds(TriageDaemon daemon, int count) {
        for (int round = 0; round < count; round++) {
            daemon.once();
        }
    }

    private static String ask(TriageDaemon daemon, String sql) {
        return daemon.reader().query(sql).rows().get(0).get(0);
    }

    /** A copy of the database after each commit. */
    private FailPoint copies(List<Path> copies) {
        return point -> {
            if (point.endsWith(".after-commit")) {
                Path copy = folder.resolve("copy" + copies.size());
                try {
                    Files.copy(here.data().resolve("triaged.mv.db"), copy);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                copies.add(copy);
            }
        };
    }

    private static void put(Path database, Installation back) throws IOException {
        Files.deleteIfExists(back.data().resolve("STOP"));
        Files.copy(database, back.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void later(Duration time) {
        System.setProperty("triaged.clock", Instant.now().plus(time).toString());
    }

    private Events events() {
        return event -> told.add(event.name() + " " + event.fields());
    }

    private long ours() {
        return server.mails(LIST).stream()
                .filter(mail -> new String(mail.bytes(), StandardCharsets.UTF_8).contains("\nX-Triaged-Report:"))
                .count();
    }
}
