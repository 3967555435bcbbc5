package org.triaged.triage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * When a server that failed is asked again: after ten seconds, then after twice as long each time, up to a quarter of an
 * hour, and up to 10 % more. From the third refused login on it is every half hour, for a server may lock out who tries often.
 * It counts on a clock that cannot jump, and forgets with the process.
 */
public final class Patience {

    private static final Duration FIRST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration AFTER_REFUSALS = Duration.ofMinutes(30);

    private static final int REFUSALS = 3;

    private final LongSupplier nanos;

    private final DoubleSupplier chance;

    private final Map<String, Trouble> troubles = new HashMap<>();

    /** @param nanos a clock that cannot jump; @param chance from 0 to 1 */
    public Patience(LongSupplier nanos, DoubleSupplier chance) {
        this.nanos = nanos;
        this.chance = chance;
    }

    private record Trouble(int failures, int refusals, long until) {

        static final Trouble NONE = new Trouble(0, 0, 0);
    }

    /** How long nobody may ask yet; empty when it may be tried. */
    synchronized Optional<Duration> left(String what) {
        return Optional.ofNullable(troubles.get(what))
                .map(trouble -> Duration.ofNanos(trouble.until() - nanos.getAsLong()))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
    }

    /** How long it is left alone after this failure. */
    synchronized Duration failed(String what, boolean loginRefused) {
        Trouble before = troubles.getOrDefault(what, Trouble.NONE);
        int failures = before.failures() + 1;
        int refusals = before.refusals() + (loginRefused ? 1 : 0);
        Duration pause = loginRefused && refusals >= REFUSALS ? AFTER_REFUSALS : doubled(failures);
        Duration more =
                pause.multipliedBy(Math.round(100 * chance.getAsDouble())).dividedBy(1000);
        Duration spread = pause.plus(more);
        troubles.put(what, new Trouble(failures, refusals, nanos.getAsLong() + spread.toNanos()));
        return spread;
    }

    synchronized void worked(String what) {
        troubles.remove(what);
    }

    private static Duration doubled(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
