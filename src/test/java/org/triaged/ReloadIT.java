package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.wire.MailServer;

/** Conf read again by the daemon at work. */
class ReloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new CopyOnWriteArrayList<>();

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, server, "record");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRaisedModeDrawsALineAndHoldsForWhatComesAfterIt() {
        try (Service service = start("{every: PT1H, idle: false}")) {
            awaitTold("poll-finished", 1);
            server.append(LIST, patch("old@contrib.example.org", "[PATCH] misc: old", false), Instant.now());
            here.mode("live");
            here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
            assertThat(reload()).isEqualTo("0 the daemon works by the conf it has just read\n");
            awaitTold("poll-finished", count("poll-finished") + 1);
            server.append(
                    LIST,
                    patch("new@contrib.example.org", "[PATCH] misc: new", false),
                    Instant.now().plusSeconds(1));
            awaitTold("reply-seen", 1);
        }
        assertThat(here.ask("SELECT root || ' ' || verdict FROM series_verdict WHERE decision = 'silent'"))
                .isEqualTo("old@contrib.example.org before-start");
        assertThat(here.ask("SELECT actor FROM audit WHERE action = 'config-reload'"))
                .isEqualTo(System.getProperty("user.name"));
        assertThat(reload()).startsWith("1 triaged: no daemon runs on ");
    }

    @Test
    void aBrokenPolicyKeepsTheOneBeforeAndSaysWhatIsWrongWhere() throws Exception {
        try (Service service = start("{every: PT1S, idle: false}")) {
            awaitTold("poll-finished", 1);
            Path policy = here.conf().resolve("policies/qemu/2025-06-ban.yaml");
            String whole = Files.readString(policy);
            Files.writeString(policy, whole + "\nno-such-key: 1\n");
            here.mode("live");
            assertThat(service.reload("admin"))
                    .singleElement()
                    .asString()
                    .contains("2025-06-ban.yaml")
                    .contains("no-such-key");
            assertThat(names()).contains("config-refused").doesNotContain("config-reloaded");
            server.append(LIST, patch("a@contrib.example.org", "[PATCH] misc: any", false), Instant.now());
            awaitTold("series-judged", 1);
            Files.writeString(policy, whole);
        }
        assertThat(here.mode("record").ask("SELECT state FROM reply")).isEqualTo("RECORDED");
    }

    @Test
    void anotherControlSocketNeedsANewStart() {
        try (Service service = start("{every: PT1H, idle: false}")) {
            control("other.sock");
            assertThat(service.reload("admin"))
                    .singleElement()
                    .asString()
                    .contains("another 'control' needs a new start");
        }
    }

    @Test
    void aSocketThatCannotBeMadeEndsTheStartAndReleasesTheDataFolder() throws Exception {
        Files.writeString(here.conf().resolve("precious"), "no socket");
        control("precious");
        assertThatThrownBy(() -> Service.start(here.config(), told::add, status -> {}))
                .hasMessageContaining("no socket; it is left alone");
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'daemon-stop'"))
                .isEqualTo("1");
    }

    private void control(String socket) {
        here.server(server.imapPort(), "none", "", server.smtpPort());
        Path file = here.conf().resolve("triaged.yaml");
        try {
            here.write("triaged.yaml", Files.readString(file) + "\ncontrol: {socket: " + socket + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Service start(String schedule) {
        here.schedule(schedule).server(server.imapPort(), "none", "", server.smtpPort());
        return Service.start(here.config(), told::add, status -> {
            throw new AssertionError("ended with " + status);
        });
    }

    /** The verb: its exit status, and what it says. */
    private String reload() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] command = {
            "config",
            "reload",
            "--conf",
            here.conf().toString(),
            "--data",
            here.data().toString()
        };
        int status = Verbs.run(
                command, Main.WIRING, new MailFilesOnDisk(System.in), Optional.empty(), terminal, terminal, false);
        return status + " " + said.toString(StandardCharsets.UTF_8);
    }

    private long count(String event) {
        return names().stream().filter(event::equals).count();
    }

    private List<String> names() {
        return told.stream().map(Events.Event::name).toList();
    }

    private void awaitTold(String event, long times) {
        await().atMost(PATIENCE).until(() -> count(event) >= times);
    }
}
