package org.triaged.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Each write arrives so much later, however many are on their way: a long line, and a wide one. */
final class DistantOutput extends OutputStream {

    private record Travelling(byte[] bytes, long due) {}

    private final OutputStream to;
    private final Duration way;
    private final BlockingQueue<Travelling> travelling = new LinkedBlockingQueue<>();

    /** Begins a thread that ends with the process, or with what it writes to. */
    static OutputStream over(Duration way, OutputStream to) {
        if (way.isZero()) {
            return to;
        }
        DistantOutput output = new DistantOutput(way, to);
        Door.start(output::arrive);
        return output;
    }

    private DistantOutput(Duration way, OutputStream to) {
        this.way = way;
        this.to = to;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        travelling.add(
                new Travelling(Arrays.copyOfRange(bytes, offset, offset + length), System.nanoTime() + way.toNanos()));
    }

    private void arrive() {
        try {
            while (true) {
                Travelling next = travelling.take();
                TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
                to.write(next.bytes());
                to.flush();
            }
        } catch (IOException | InterruptedException e) {
            // Whom it was for has gone.
        }
    }
}
