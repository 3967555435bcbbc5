package org.triaged.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.triaged.triage.Progress;

/** A line on a terminal that says how far a work is and when it will be done; only once it takes long. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(2);

    private static final Duration BETWEEN = Duration.ofMillis(200);

    private static final int CELLS = 20;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintStream err;
    private final boolean terminal;
    private final String things;
    private final InstantSource clock;
    private final Instant begun;
    private Instant shown;
    private int longest;

    /** @param things what is counted */
    ProgressBar(PrintStream err, boolean terminal, String things, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.things = things;
        this.clock = clock;
        this.begun = clock.instant();
        this.shown = begun;
    }

    @Override
    public void made(int done, int of) {
        Instant now = clock.instant();
        Duration taken = Duration.between(begun, now);
        if (terminal && done > 0 && taken.compareTo(LONG) >= 0 && !now.isBefore(shown.plus(BETWEEN))) {
            shown = now;
            Instant end = now.plus(taken.multipliedBy(of - done).dividedBy(done));
            int filled = (int) ((long) done * CELLS / of);
            show("[" + "#".repeat(filled) + ".".repeat(CELLS - filled) + "] " + done + " of " + of + " " + things
                    + ", done at " + CLOCK.format(end) + " UTC");
        }
    }

    /** Leaves no trace. */
    @Override
    public void close() {
        if (longest > 0) {
            show("");
            err.print('\r');
            err.flush();
        }
    }

    private void show(String line) {
        longest = Math.max(longest, line.length());
        err.print('\r' + line + " ".repeat(longest - line.length()));
        err.flush();
    }
}
