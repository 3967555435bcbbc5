package org.triaged.triage;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Knows which duties are at work, and when each last got a step further. */
public final class Pulse {

    private final LongSupplier nanos;

    private final Map<Thread, Beat> beats = new ConcurrentHashMap<>();

    private volatile long lastBegun;

    /** @param nanos a clock that cannot jump */
    public Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastBegun = nanos.getAsLong();
    }

    private record Beat(String duty, long at) {}

    void begin(String duty) {
        lastBegun = nanos.getAsLong();
        beats.put(Thread.currentThread(), new Beat(duty, nanos.getAsLong()));
    }

    void end() {
        beats.remove(Thread.currentThread());
    }

    /** Whatever this thread is at has got a step further. */
    public void beat() {
        beats.computeIfPresent(Thread.currentThread(), (thread, beat) -> new Beat(beat.duty(), nanos.getAsLong()));
    }

    /** A duty that has been at the same step for longer than that, or the bells when none was rung for so long. */
    public Optional<String> stuck(Duration longest) {
        long now = nanos.getAsLong();
        return beats.values().stream()
                .filter(beat -> now - beat.at() > longest.toNanos())
                .map(Beat::duty)
                .findFirst()
                .or(() -> now - lastBegun > longest.toNanos() ? Optional.of("bells") : Optional.empty());
    }
}
