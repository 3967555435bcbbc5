package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.wire.MailServer;

/** What a running daemon shows to others on its machine: no socket of the network, no file, no password. */
class ExposureIT {

    private static final List<String> NETWORK = List.of("tcp", "tcp6", "udp", "udp6");

    /** TCP_LISTEN; a UDP socket that is bound has state 07. */
    private static final Set<String> LISTENING = Set.of("0A", "07");

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    private Process daemon;

    @BeforeEach
    void runAndReply() {
        here = Installation.at(folder, server, "live")
                .schedule("{every: PT1S, idle: true}")
                .server(server.imapPort(), "none", "", server.smtpPort());
        daemon = here.run();
        awaitOutput("poll-finished");
        server.append(LIST, patch("a@contrib.example.org", "[PATCH] misc: open the window", false), Instant.now());
        awaitOutput("reply-seen");
    }

    @AfterEach
    void stop() {
        daemon.destroyForcibly();
        server.close();
    }

    @Test
    void itListensToNobodyButItsControlSocketAndAnotherUserReadsNothing() throws Exception {
        assertThat(listening(daemon.pid())).isEmpty();
        assertThat(listening(ProcessHandle.current().pid()))
                .as("this process, which plays the mail server")
                .isNotEmpty();
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
        openTheWayTo(here.data());
        List<Path> open = new ArrayList<>();
        for (Path file : everythingIn(here.data())) {
            if (nobody("test", "-r", file.toString()) || nobody("test", "-w", file.toString())) {
                open.add(file);
            }
        }
        assertThat(open).isEmpty();
        assertThat(nobody("test", "-r", here.conf().resolve("triaged.yaml").toString()))
                .as("nobody does reach the folders around it")
                .isTrue();
    }

    @Test
    void aPasswordIsNowhereButInItsFileAndARefusedOneIsNotToldEither() throws Exception {
        byte[] password = MailServer.PASSWORD.getBytes(StandardCharsets.UTF_8);
        Path proc = Path.of("/proc/" + daemon.pid());
        assertThat(holds(Files.readAllBytes(proc.resolve("cmdline")), password)).isFalse();
        assertThat(holds(Files.readAllBytes(proc.resolve("environ")), password)).isFalse();
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        for (Path file : everythingIn(folder)) {
            if (Files.isRegularFile(file)) {
                assertThat(holds(Files.readAllBytes(file), password))
                        .as("%s holds the password", file)
                        .isEqualTo(file.equals(here.conf().resolve("password")));
            }
        }
        here.password("wrong horse");
        assertThat(here.once().waitFor()).isNotZero();
        assertThat(here.output()).contains("kind=LOGIN_REFUSED").doesNotContain("wrong horse");
        assertThat(here.ask("SELECT COUNT(*) FROM audit_text WHERE content LIKE '%wrong horse%'"))
                .isEqualTo("0");
    }

    /** Local addresses of what it listens on. */
    private static List<String> listening(long pid) throws IOException {
        Set<String> own = sockets(pid);
        List<String> found = new ArrayList<>();
        for (String protocol : NETWORK) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + protocol))) {
                String[] fields = line.strip().split("\\s+");
                if (LISTENING.contains(fields[3]) && own.contains(fields[9])) {
                    found.add(protocol + " " + fields[1]);
                }
            }
        }
        return found;
    }

    /** Inodes of the sockets among its open files. */
    private static Set<String> sockets(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.map(ExposureIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    /** Nothing of a file that was closed in between. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** A temporary folder lets nobody in; what is asked is whether the data folder itself does. */
    private void openTheWayTo(Path data) throws IOException {
        for (Path above = data.getParent(); !above.equals(folder.getParent().getParent()); above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean nobody(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all).start().waitFor() == 0;
    }

    private static List<Path> everythingIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }

    private static boolean holds(byte[] all, byte[] part) {
        return new String(all, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private void awaitOutput(String event) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> here.output().contains(event));
    }
}
