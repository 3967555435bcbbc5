package org.triaged.series;

import java.time.Duration;
import java.time.Instant;

/** When a series may be judged as a whole, and when it may be spoken of. Waits come from conf; time comes from arrivals. */
public final class Ripeness {

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(60);

    private Ripeness() {}

    public static Instant ripeAt(Series series, Duration coverWait, Duration settle, Duration quietPeriod) {
        Instant youngest = series.youngestArrival();
        if (whole(series)) {
            return youngest;
        }
        if (series.complete()) {
            return youngest.plus(coverWait);
        }
        return youngest.plus(series.partial() ? quietPeriod : settle);
    }

    /** After a quiet period, but not put off for ever by parts that trickle in. */
    public static Instant speakAt(Series series, Duration quietPeriod) {
        Instant youngest = series.youngestArrival();
        if (whole(series)) {
            return youngest;
        }
        Instant quiet = youngest.plus(quietPeriod);
        Instant latest = series.oldestArrival().plus(LONGEST_SILENCE);
        return quiet.isBefore(latest) ? quiet : latest;
    }

    private static boolean whole(Series series) {
        return series.complete() && (series.cover().isPresent() || series.total() == 1);
    }
}
