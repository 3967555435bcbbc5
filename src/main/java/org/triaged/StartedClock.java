package org.triaged;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/** A wall clock that was set to an instant at start and runs on from there: {@code -Dtriaged.clock=INSTANT}, for tests. */
final class StartedClock implements InstantSource {

    private final Instant start;

    private final long startedAt = System.nanoTime();

    private StartedClock(Instant start) {
        this.start = start;
    }

    /** @throws IllegalArgumentException with words for whoever set the property */
    static InstantSource of(String property) {
        if (property == null) {
            return InstantSource.system();
        }
        try {
            return new StartedClock(Instant.parse(property));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "-Dtriaged.clock=" + property + " is not an instant like 2026-11-22T09:00:00Z", e);
        }
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startedAt));
    }
}
