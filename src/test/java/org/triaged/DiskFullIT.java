package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.wire.MailServer;

/** A disk that fills up under the daemon, and is emptied again. Needs the right to mount a small tmpfs. */
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int MAILS = 60;

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new CopyOnWriteArrayList<>();

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("data"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("DiskFullIT: skipped, this user may not mount a tmpfs");
        }
        Assumptions.assumeTrue(mounted, "this user may not mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        server.close();
        run("umount", disk.toString());
    }

    @Test
    void theDaemonWaitsForRoomAndLosesNothing() throws Exception {
        Installation here = Installation.at(folder, server, "record");
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        Path ballast = disk.resolve("ballast");
        List<Integer> ended = new CopyOnWriteArrayList<>();
        try (Service service = Service.start(here.config(), told::add, ended::add)) {
            awaitTold("poll-finished");
            fill(ballast);
            Random random = new Random(3);
            for (int i = 0; i < MAILS; i++) {
                server.append(LIST, large(i, random), Instant.now());
            }
            awaitTold("store-waits");
            Files.delete(ballast);
            awaitTold("store-reopened");
            await().atMost(PATIENCE)
                    .until(() -> told.stream()
                                    .filter(event -> event.name().equals("series-judged"))
                                    .map(event -> event.fields().get("root"))
                                    .distinct()
                                    .count()
                            == MAILS);
        }
        assertThat(ended).as("ended, after %s", told).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM mail")).isEqualTo(Integer.toString(MAILS));
        assertThat(here.ask("SELECT COUNT(*) FROM mail_source")).isEqualTo(Integer.toString(MAILS));
    }

    /** Noise in the text does not compress. */
    private static byte[] large(int number, Random random) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            noise.append(Long.toString(random.nextLong(), 36)).append(i % 5 == 4 ? "\r\n" : " ");
        }
        String mail = new String(
                patch("m" + number + "@contrib.example.org", "[PATCH] misc: part " + number, true),
                java.nio.charset.StandardCharsets.UTF_8);
        return mail.replace("The window may have any size.\r\n", "The window may have any size.\r\n" + noise + "\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Leaves less than the database needs for what comes. */
    private void fill(Path ballast) throws IOException {
        long size = disk.toFile().getUsableSpace() - (1 << 20);
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[1 << 16];
            for (long written = 0; written < size; written += block.length) {
                out.write(block);
            }
        }
    }

    private void awaitTold(String event) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(told).extracting(Events.Event::name).contains(event));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
