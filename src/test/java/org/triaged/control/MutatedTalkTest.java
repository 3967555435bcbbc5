package org.triaged.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client says what it likes: each line back is JSON, no thread dies of it, and the next client is answered. */
class MutatedTalkTest {

    private static final long SEED = Long.getLong("triaged.seed", 23);

    private static final int ROUNDS = Integer.getInteger("triaged.talks", 400);

    private static final List<String> REQUESTS = List.of(
            "{\"ask\":\"query\",\"sql\":\"x\",\"parameters\":[\"a\"],\"rows\":9,\"seconds\":1}",
            "{\"ask\":\"status\"}",
            "{\"ask\":\"selftest\"}",
            "{\"ask\":\"audit-verify\"}",
            "{\"ask\":\"held\"}",
            "{\"ask\":\"resume\",\"list\":\"devel\",\"why\":\"x\"}",
            "{\"ask\":\"nocopy\",\"address\":\"a@example.org\",\"why\":\"x\"}",
            "{\"ask\":\"replies\",\"list\":\"devel\",\"state\":null,\"report\":null,\"limit\":3}",
            "{\"ask\":\"reply-raw\",\"report\":\"T-aaaaaaaaaa\"}",
            "{\"ask\":\"reply-act\",\"deed\":\"approve\",\"report\":\"T-aaaaaaaaaa\",\"why\":\"x\"}",
            "{\"ask\":\"quarantine-retry\",\"why\":\"x\",\"mails\":[1,2],\"reason\":null}",
            "{\"ask\":\"quarantine-raw\",\"id\":1}",
            "{\"ask\":\"finding-dismiss\",\"finding\":\"1.1\",\"kind\":\"OVERRIDE\",\"why\":\"x\"}",
            "{\"ask\":\"whatif\",\"profile\":\"qemu/x\",\"from\":null,\"until\":null,\"list\":\"devel\"}");

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[[[[[[[[[[[[",
            "\"",
            "\\u0000",
            "\\ud800",
            "null",
            "1e999",
            "-99999999999999999999",
            "9".repeat(2_000),
            "[]",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}",
            "\"ask\":\"status\",",
            ",",
            "\n",
            "\r",
            "\u0000",
            "\u00e9",
            "x".repeat(70_000));

    @TempDir
    private Path data;

    private final FixedDesk desk = new FixedDesk();

    private final List<Throwable> died = new CopyOnWriteArrayList<>();

    private final Optional<Thread.UncaughtExceptionHandler> before =
            Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());

    private ControlPlace place;

    private ControlServer server;

    @BeforeEach
    void open() {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> died.add(fault));
        place = new ControlPlace(data.resolve("run/control.sock"), Optional.empty(), data);
        server = ControlServer.open(place, Duration.ofSeconds(20), desk, event -> {}, ending -> {});
    }

    @AfterEach
    void close() {
        desk.released.countDown();
        server.close();
        Thread.setDefaultUncaughtExceptionHandler(before.orElse(null));
    }

    @Test
    @Timeout(300)
    void everyMutationOfATalkIsAnsweredOrEnded() throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String talk = mutated(random);
            String heard = say(talk);
            assertThat(heard).as("seed %d, round %d: %s", SEED, round, talk).contains("\"protocol\"");
            for (String line : heard.split("\n")) {
                assertThat(isJson(line)).as(line).isTrue();
                assertThat(line).as("seed %d, round %d: %s", SEED, round, talk).doesNotContain("internal fault");
            }
            refused += heard.contains("\"refused\"") ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
        assertThat(died).isEmpty();
        try (SocketDesk client = SocketDesk.reach(place).orElseThrow()) {
            assertThat(client.status()).isEqualTo(FixedDesk.STATUS);
        }
    }

    private static String mutated(Random random) {
        StringBuilder talk = new StringBuilder();
        for (int lines = random.nextInt(3); lines >= 0; lines--) {
            StringBuilder line = new StringBuilder(REQUESTS.get(random.nextInt(REQUESTS.size())));
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int from = random.nextInt(line.length() + 1);
                int to = Math.min(line.length(), from + random.nextInt(8));
                switch (random.nextInt(4)) {
                    case 0 -> line.delete(from, to);
                    case 1 -> line.insert(from, PIECES.get(random.nextInt(PIECES.size())));
                    case 2 -> line.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
                    default -> swapValue(line, random);
                }
            }
            talk.append(line).append(random.nextInt(8) == 0 ? "" : "\n");
        }
        return talk.toString();
    }

    /** Another type in the place of a value, which stays JSON. */
    private static void swapValue(StringBuilder line, Random random) {
        List<Integer> colons = new ArrayList<>();
        for (int at = line.indexOf(":"); at >= 0; at = line.indexOf(":", at + 1)) {
            colons.add(at);
        }
        if (!colons.isEmpty()) {
            int colon = colons.get(random.nextInt(colons.size()));
            int end = line.indexOf(",", colon);
            List<String> others =
                    List.of("null", "true", "-1", "\"\"", "[null]", "{}", "\"\\u202e\"", "9223372036854775807");
            line.replace(
                    colon + 1, end < 0 ? Math.max(colon + 1, line.length() - 1) : end, others.get(random.nextInt(8)));
        }
    }

    private String say(String talk) throws IOException {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(place.socket()))) {
            ByteBuffer bytes = ByteBuffer.wrap(talk.getBytes(StandardCharsets.ISO_8859_1));
            ByteBuffer heard = ByteBuffer.allocate(1 << 20);
            try {
                while (bytes.hasRemaining()) {
                    raw.write(bytes);
                }
                raw.shutdownOutput();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("pipe");
            }
            try {
                while (raw.read(heard) >= 0) {
                    assertThat(heard.hasRemaining()).isTrue();
                }
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset"); // it was closed before all was read that we had said
            }
            return new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isJson(String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            while (parser.nextToken() != null) {
                parser.finishToken();
            }
            return true;
        }
    }
}
