package org.triaged.control;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Closes channels whose other side takes longer than it was granted. */
final class Watch implements AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(100);

    private final Map<LineChannel, Runnable> channels = new ConcurrentHashMap<>();
    private volatile boolean closed;

    static Watch start() {
        Watch watch = new Watch();
        Thread thread = new Thread(watch::look, "control-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** @param tooLate is run once when the channel is closed for that */
    void over(LineChannel channel, Runnable tooLate) {
        channels.put(channel, tooLate);
    }

    /** The channel is closed and forgotten. */
    void leave(LineChannel channel) {
        channels.remove(channel);
        channel.close();
    }

    int channels() {
        return channels.size();
    }

    /** Closes all channels. */
    @Override
    public void close() {
        closed = true;
        channels.keySet().forEach(LineChannel::close);
    }

    private void look() {
        while (!closed) {
            channels.forEach((channel, tooLate) -> {
                if (!channel.late() && channel.closeIfLate()) {
                    tooLate.run();
                }
            });
            LockSupport.parkNanos(ROUND.toNanos());
        }
    }
}
