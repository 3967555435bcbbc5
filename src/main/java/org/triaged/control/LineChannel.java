package org.triaged.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Lines of ASCII over a Unix socket. These know no timeout: a {@link Watch} closes the channel of a side that takes longer
 * than was granted, which ends a read or a write under way with an {@link IOException}.
 */
final class LineChannel implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final SocketChannel channel;
    private final int longest;
    private final Duration perStep;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private volatile long lateAt;
    private volatile boolean late;

    /** @param longest bytes of a line that is read @param perStep the other side may take so long for each read or write */
    LineChannel(SocketChannel channel, int longest, Duration perStep) {
        this.channel = channel;
        this.longest = longest;
        this.perStep = perStep;
        grant(perStep);
    }

    /** From now on the channel is left open for so long, or until the next read or write. */
    void grant(Duration time) {
        lateAt = System.nanoTime() + time.toNanos();
    }

    /** As {@link #grant}, and the time of a step beyond it. */
    void grantStepAfter(Duration time) {
        grant(time.plus(perStep));
    }

    /** The next line; empty at the end, a line without an end included. */
    Optional<String> read() throws IOException {
        return read(perStep);
    }

    /** @param patience until the line is there in full */
    Optional<String> read(Duration patience) throws IOException {
        grant(patience);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (in.hasRemaining()) {
                byte next = in.get();
                if (next == '\n') {
                    return Optional.of(line.toString(StandardCharsets.UTF_8));
                }
                line.write(next);
            }
            if (line.size() > longest) {
                throw new Malformed("a line has more than " + longest + " bytes");
            }
            int read = channel.read(in.clear());
            in.flip();
            if (read < 0) {
                return Optional.empty();
            }
        }
    }

    /** Gathered until {@link #flush}, or until there is much. */
    void write(String line) throws IOException {
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        if (out.size() >= BUFFER) {
            flush();
        }
    }

    void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
        out.reset();
        while (bytes.hasRemaining()) {
            grant(perStep);
            channel.write(bytes);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** True when the other side, or what we waited for on its behalf, took too long. */
    boolean late() {
        return late;
    }

    boolean closeIfLate() {
        if (lateAt - System.nanoTime() < 0) {
            late = true;
            close();
        }
        return late;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            late = true; // the descriptor is given back all the same (close(2)), and nothing more is read or written
        }
    }
}
