package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sees when the wall clock was put forward or back: caps and ages cannot be trusted then. */
public final class ClockWatch {

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final InstantSource wall;

    private final LongSupplier nanos;

    private Instant wallThen;

    private long nanosThen;

    /** @param nanos of a clock that nobody puts forward or back */
    public ClockWatch(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.wallThen = wall.instant();
        this.nanosThen = nanos.getAsLong();
    }

    /** By how much the wall clock went another way since the last jump, when that is more than is tolerated; told once. */
    synchronized Optional<Duration> jump() {
        Instant now = wall.instant();
        long nanosNow = nanos.getAsLong();
        Duration apart = Duration.between(wallThen, now).minusNanos(nanosNow - nanosThen);
        if (apart.abs().compareTo(TOLERATED) <= 0) {
            return Optional.empty();
        }
        wallThen = now;
        nanosThen = nanosNow;
        return Optional.of(apart);
    }
}
