package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** A wall clock that is moved by a day, under a running daemon and between two runs. */
@Tag("patient")
class ClockIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Optional<Process> daemon = Optional.empty();

    @AfterEach
    void stop() {
        daemon.ifPresent(Process::destroyForcibly);
        server.close();
        System.clearProperty("triaged.clock");
    }

    @Test
    void aRunningDaemonTellsItAndGoesOnPolling() throws Exception {
        Path offset = folder.resolve("offset");
        move(offset, "+0");
        Installation here = Installation.at(folder, server, "live")
                .environment(Map.of(
                        "LD_PRELOAD", libfaketime().toString(),
                        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                        "FAKETIME_NO_CACHE", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // Its own mending of waits on the monotonic clock makes those of the JVM return at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        here.schedule("{every: PT2S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        daemon = Optional.of(here.run());
        awaitPolls(here, 1);
        move(offset, "+1d");
        awaitPolls(here, 3 + told(here, "poll-finished"));
        assertThat(told(here, "clock-moved by=PT24H")).isEqualTo(1);
        move(offset, "+0");
        awaitPolls(here, 3 + told(here, "poll-finished"));
        assertThat(told(here, "clock-moved by=PT-24H")).isEqualTo(1);
        server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", false), Instant.now());
        awaitPolls(here, 3 + told(here, "poll-finished"));
        assertThat(told(here, "breaker-tripped")).isEqualTo(1);
        assertThat(told(here, "reply-transmitted")).isZero();
        resume(here);
        await().atMost(PATIENCE).until(() -> told(here, "reply-seen") == 1);
        awaitPolls(here, 2 + told(here, "poll-finished"));
        daemon.get().destroy();
        assertThat(daemon.get().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.get().exitValue()).isZero();
        assertThat(told(here, "reply-transmitted")).isEqualTo(1);
        assertThat(told(here, "clock-moved")).isEqualTo(2);
        assertThat(here.broken()).isEmpty();
    }

    /** A reply was put off by a clock a day ahead; put right, it does not wait for that day. */
    @Test
    void aPauseThatAWrongClockSetDoesNotLastADay() {
        try (ScriptedSmtpServer smtp = new ScriptedSmtpServer()) {
            Installation here = unwilling(smtp);
            at(here, Duration.ZERO);
            at(here, Duration.ofHours(23));
            assertThat(here.ask("SELECT state || ' ' || attempts FROM reply")).isEqualTo("READY 2");
            smtp.willing();
            at(here, Duration.ofMinutes(1));
            assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SENT");
            at(here, Duration.ofHours(23));
            at(here, Duration.ofMinutes(2));
            assertThat(smtp.accepted()).isEqualTo(1);
            assertThat(here.broken()).isEmpty();
        }
    }

    /** Its Date is a lie. */
    @Test
    void aMailMadeByAClockAheadIsHeldForAPerson() {
        try (ScriptedSmtpServer smtp = new ScriptedSmtpServer()) {
            Installation here = unwilling(smtp);
            at(here, Duration.ofHours(23));
            assertThat(here.ask("SELECT state FROM reply")).isEqualTo("READY");
            smtp.willing();
            at(here, Duration.ofMinutes(1));
            assertThat(here.ask("SELECT state || ' ' || reason FROM reply")).startsWith("HELD linter:");
            assertThat(smtp.accepted()).isZero();
            assertThat(here.broken()).isEmpty();
        }
    }

    /** A patch waits to be judged, and the server puts off whatever it is given. */
    private Installation unwilling(ScriptedSmtpServer smtp) {
        Installation here = Installation.at(folder, server, "live").server(server.imapPort(), "none", "", smtp.port());
        at(here, Duration.ZERO);
        server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", false), Instant.now());
        smtp.at(Step.RCPT, Conduct.reply("450 greylisted"));
        return here;
    }

    private static void at(Installation here, Duration ahead) {
        System.setProperty("triaged.clock", Instant.now().plus(ahead).toString());
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
        System.clearProperty("triaged.clock");
    }

    private static void awaitPolls(Installation here, long polls) {
        await().atMost(PATIENCE).until(() -> told(here, "poll-finished") >= polls);
    }

    private static void resume(Installation here) {
        String[] words = {
            "replies",
            "resume",
            "--all",
            "--reason",
            "the clock is right again",
            "--conf",
            here.conf().toString(),
            "--data",
            here.data().toString()
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        assertThat(Verbs.run(
                        words,
                        Main.WIRING,
                        new MailFilesOnDisk(InputStream.nullInputStream()),
                        Optional.empty(),
                        nowhere,
                        nowhere,
                        false))
                .isZero();
    }

    private static long told(Installation here, String event) {
        return here.output().lines().filter(line -> line.contains(event)).count();
    }

    /** Never half a file. */
    private static void move(Path offset, String by) throws IOException {
        Path next = Files.writeString(offset.resolveSibling("next"), by + "\n", StandardCharsets.US_ASCII);
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of Debian's package libfaketime. */
    private static Path libfaketime() throws IOException {
        try (Stream<Path> places =
                Files.find(Path.of("/usr/lib"), 4, (file, about) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            Optional<Path> library = places.findFirst();
            if (library.isEmpty()) {
                System.out.println("ClockIT: skipped, the package libfaketime is not installed");
            }
            Assumptions.assumeTrue(library.isPresent(), "the package libfaketime is not installed");
            return library.get();
        }
    }
}
