package org.triaged.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.triaged.triage.Progress;

/** How far a long work is: a bar on a terminal, elsewhere a line a minute. */
final class LongWork implements Progress, AutoCloseable {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PrintStream err;
    private final boolean terminal;
    private final String things;
    private final InstantSource clock;
    private final ProgressBar bar;
    private final Instant begun;
    private Instant told;

    /** @param things what is counted */
    LongWork(PrintStream err, boolean terminal, String things, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.things = things;
        this.clock = clock;
        this.bar = new ProgressBar(err, terminal, things, clock);
        this.begun = clock.instant();
        this.told = begun;
    }

    /** @param of 0: nobody knows how many there will be */
    @Override
    public void made(int done, int of) {
        if (terminal && of > 0) {
            bar.made(Math.min(done, of), of);
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(told.plus(MINUTE))) {
            told = now;
            long seconds = Math.max(1, Duration.between(begun, now).toSeconds());
            long rate = Math.max(1, done / seconds);
            String end = of > done ? ", done in about " + Math.max(1, (of - done) / rate / 60) + " min" : "";
            err.println(
                    "triaged: " + done + (of > 0 ? " of " + of : "") + " " + things + ", " + rate + " a second" + end);
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
