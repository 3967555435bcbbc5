package org.triaged.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server program of the machine in the foreground, below a shell that ends it as soon as our end of its standard input
 * closes: so it does not outlive this JVM, however that ends.
 */
final class RealServer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String GUARD = """
            "$@" </dev/null &
            server=$!
            echo $server >"$GUARDED"
            cat >/dev/null
            kill $server
            wait $server
            """;

    private final Path folder;
    private final int port;
    private final List<String> command;
    private Process guard;

    /** @param port where it listens when it has started */
    RealServer(Path folder, int port, String... command) {
        this.folder = folder;
        this.port = port;
        this.command = List.of(command);
    }

    void start() {
        Path pid = folder.resolve("guarded.pid");
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "guard"));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()));
        builder.environment().put("GUARDED", pid.toString());
        try {
            Files.deleteIfExists(pid);
            guard = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(listens()).as(this::said).isTrue());
    }

    /** Asks it to end, and waits until it has. */
    void stop() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !listens());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As by kill -9, with all processes below it. */
    void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve("guarded.pid")).strip());
            List<ProcessHandle> processes = new ArrayList<>();
            ProcessHandle.of(pid).ifPresent(server -> {
                processes.add(server);
                server.descendants().forEach(processes::add);
            });
            processes.forEach(ProcessHandle::destroyForcibly);
            guard.getOutputStream().close();
            guard.waitFor();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !listens());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String said() {
        try {
            return String.join(" ", command) + " does not listen on port " + port + "; it said:\n"
                    + Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of its configuration, from a resource beside this class in which {@code ${name}} stands for a value. */
    static void configure(Path file, Map<String, Object> values) {
        String resource = file.getFileName().toString();
        try (InputStream in = RealServer.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, Object> value : values.entrySet()) {
                text = text.replace(
                        "${" + value.getKey() + "}", value.getValue().toString());
            }
            assertThat(text).as(resource).doesNotContain("${");
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the machine that does one thing and ends. @return what it printed */
    static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
