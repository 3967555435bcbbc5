package org.triaged.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a program prints, read to its end so that the program never waits for us, and kept up to a bound. */
final class KeptOutput {

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean ended;

    private KeptOutput(int most) {
        this.most = most;
    }

    static KeptOutput of(InputStream stream, int most) {
        KeptOutput output = new KeptOutput(most);
        Thread reading = new Thread(() -> output.read(stream), "token-command output");
        reading.setDaemon(true);
        reading.start();
        return output;
    }

    /** False while a process still holds the other end, maybe a child of one that is gone. */
    boolean ended() {
        return ended;
    }

    /** So far. */
    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    private void read(InputStream stream) {
        byte[] some = new byte[4096];
        try (stream) {
            for (int count = stream.read(some); count >= 0; count = stream.read(some)) {
                kept.write(some, 0, Math.min(count, most - kept.size()));
            }
        } catch (IOException e) {
            return; // The program was stopped; what it had said is kept.
        } finally {
            ended = true;
        }
    }
}
