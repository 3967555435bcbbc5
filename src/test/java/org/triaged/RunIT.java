package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.MailServer;

/** The daemon as a process: it polls, listens, answers, and leaves when it is told to. */
class RunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Process daemon;

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "live");
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        server.close();
    }

    @Test
    void aMailIsJudgedAnsweredAndSeenBackAndASignalEndsItInOrder() throws Exception {
        start("{every: PT1S, idle: false}");
        awaitOutput("poll-finished");
        server.append(LIST, patch("a@contrib.example.org", "[PATCH] misc: open the window", false), Instant.now());
        awaitOutput("reply-seen");
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(here.output()).contains("daemon-started").contains("daemon-stops status=0");
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'daemon-stop'"))
                .isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'SEEN'")).isEqualTo("1");
    }

    @Test
    void aServerTellsOfNewMailLongBeforeTheNextPoll() {
        start("{every: PT1H, idle: true}");
        awaitOutput("poll-finished");
        server.append(LIST, patch("b@contrib.example.org", "[PATCH] misc: open the door", true), Instant.now());
        awaitOutput("series-judged");
    }

    @Test
    void aHungStepEndsTheProcessForAFreshStart() throws Exception {
        here.schedule("{every: PT1S, idle: false, hung-after: PT3S}")
                .server(server.imapPort(), "none", "", server.smtpPort());
        daemon = here.run("-Dtriaged.fail=imap.examine.before:2:hang");
        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isEqualTo(70);
        assertThat(here.output()).contains("daemon-hangs duty=intake").contains("ImapMailSource.examine");
    }

    @Test
    void aSignalWhileAServerIsSilentEndsItInOrderToo() throws Exception {
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        daemon = here.run("-Dtriaged.fail=imap.fetch.before:1:hang");
        server.append(LIST, patch("c@contrib.example.org", "[PATCH] misc: open the gate", true), Instant.now());
        awaitOutput("daemon-started");
        // The database is opened before, the folder after this event.
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        daemon.destroy();
        daemon.destroy(); // of an admin who cannot wait
        assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        here.once().waitFor();
        assertThat(here.ask("SELECT COUNT(*) FROM mail")).isEqualTo("1");
    }

    @Test
    void aSecondDaemonIsRefusedAndTheFirstGoesOn() throws Exception {
        start("{every: PT1S, idle: false}");
        awaitOutput("poll-finished");
        Process second = here.run();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(73);
        assertThat(here.output()).contains("process " + daemon.pid());
        assertThat(daemon.isAlive()).isTrue();
    }

    private void start(String schedule) {
        here.schedule(schedule).server(server.imapPort(), "none", "", server.smtpPort());
        daemon = here.run();
    }

    private void awaitOutput(String event) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> here.output()
                .contains(event));
    }
}
