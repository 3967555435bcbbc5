package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.Installation.Ran;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** Admins and the daemon: who asks gets the same answer, whether it runs or not, and holds nothing up. */
class ControlIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String STORY =
            "SELECT state, title, rule, composed_at, 1.5 AS part FROM reply_story WHERE list = ?";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Process daemon;

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "record");
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        server.close();
    }

    @Test
    void theAnswerIsTheSameWithAndWithoutADaemon() throws Exception {
        Path socket = here.data().resolve("run/control.sock");
        start();
        server.append(LIST, patch("a@contrib.example.org", "[PATCH] misc: open the window", false), Instant.now());
        awaitOutput("series-judged");
        List<Ran> running = questions();
        ObjectNode status = status();
        assertThat(status.get("daemon").asLong()).isEqualTo(daemon.pid());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
        awaitOutput("admin-asked actor=" + System.getProperty("user.name") + " verb=query outcome=answered");

        daemon.destroyForcibly().waitFor();
        assertThat(socket).exists();
        assertThat(questions()).isEqualTo(running);
        assertThat(running).extracting(Ran::status).containsExactly(0, 0, 2);
        assertThat(running.get(0).out()).contains("RECORDED  misc: open the window  dco-sob-missing");
        assertThat(running.get(1).out()).contains("{\"state\":\"RECORDED\"", "\"part\":1.5}");
        assertThat(running.get(2).err()).contains("did you mean 'reply_story'?");
        ObjectNode alone = status();
        assertThat(alone.get("daemon").isNull()).isTrue();
        for (String changing : List.of("at", "daemon", "database_bytes", "free_bytes")) {
            status.remove(changing);
            alone.remove(changing);
        }
        assertThat(alone.get("lists").get(0).get("last_poll").asText())
                .isGreaterThanOrEqualTo(
                        status.get("lists").get(0).get("last_poll").asText());
        ((ObjectNode) alone.get("lists").get(0)).remove("last_poll");
        ((ObjectNode) status.get("lists").get(0)).remove("last_poll");
        assertThat(alone).isEqualTo(status);

        start();
        assertThat(status().get("daemon").asLong()).isEqualTo(daemon.pid());
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(socket).doesNotExist();
    }

    @Test
    void anEndlessQuestionIsStoppedAndTheDaemonGoesOnPolling() throws Exception {
        start();
        int before = polls();
        Ran ran = here.ask(
                "query",
                List.of(
                        "--seconds",
                        "5",
                        "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000) a, SYSTEM_RANGE(1, 100000000) b"
                                + " WHERE a.x = -b.x"));
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("took longer than it may");
        int during = polls();
        assertThat(during).isGreaterThan(before);
        await().atMost(PATIENCE).until(() -> polls() > during);
    }

    @Test
    void aProcessThatHoldsTheDataFolderWithoutASocketIsNamed() throws Exception {
        try (TriageDaemon holder = here.start(Events.SILENT)) {
            assertThat(holder.once().complete()).isTrue();
            Ran ran = here.ask("status", List.of());
            assertThat(ran.status()).isEqualTo(73);
            assertThat(ran.err())
                    .contains("process " + ProcessHandle.current().pid(), "run/control.sock", "try again in a moment");
        }
    }

    @Test
    void aDataFolderWithoutADatabaseIsLeftAsItIs() throws Exception {
        Ran ran = here.ask("query", List.of("SELECT 1"));
        assertThat(ran.status()).isEqualTo(74);
        assertThat(ran.err()).contains("holds no database").doesNotContain("\tat ");
        assertThat(here.data()).doesNotExist();
    }

    private List<Ran> questions() throws IOException, InterruptedException {
        List<Ran> all = new ArrayList<>();
        for (String format : List.of("text", "json")) {
            all.add(here.ask("query", List.of("--format", format, "--param", "devel", STORY)));
        }
        all.add(here.ask("query", List.of("SELECT * FROM reply_stry")));
        return all;
    }

    private ObjectNode status() throws IOException, InterruptedException {
        Ran ran = here.ask("status", List.of("--format", "json"));
        assertThat(ran.status()).isZero();
        return (ObjectNode) new ObjectMapper().readTree(ran.out());
    }

    private void start() {
        int before = daemon == null ? 0 : polls();
        daemon = here.run();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> polls() > before);
    }

    private int polls() {
        return here.output().split("poll-finished", -1).length - 1;
    }

    private void awaitOutput(String event) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> here.output()
                .contains(event));
    }
}
