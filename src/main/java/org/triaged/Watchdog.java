package org.triaged;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;
import org.triaged.triage.Pulse;

/**
 * Ends a process in which a duty hangs or no bell rings any more, so that the supervisor starts it afresh: the rows know
 * what was under way. Notices a wall clock that was moved.
 */
final class Watchdog implements AutoCloseable {

    private static final int INTERNAL = 70;

    private static final Duration ROUND = Duration.ofSeconds(1);

    private static final Duration JUMP = Duration.ofMinutes(1);

    private final Pulse pulse;

    private volatile Duration hungAfter;

    private final Events events;

    private final Runnable clockMoved;

    private final IntConsumer ending;

    private final InstantSource wall = InstantSource.system();

    private volatile boolean closed;

    private Watchdog(Pulse pulse, Duration hungAfter, Events events, Runnable clockMoved, IntConsumer ending) {
        this.pulse = pulse;
        this.hungAfter = hungAfter;
        this.events = events;
        this.clockMoved = clockMoved;
        this.ending = ending;
    }

    /** @param ending takes the exit status */
    static Watchdog start(Pulse pulse, Duration hungAfter, Events events, Runnable clockMoved, IntConsumer ending) {
        Watchdog watchdog = new Watchdog(pulse, hungAfter, events, clockMoved, ending);
        Thread thread = new Thread(watchdog::watch, "watchdog");
        thread.setDaemon(true);
        thread.start();
        return watchdog;
    }

    /** From now on a duty may stay this long at one step. */
    void allow(Duration longest) {
        hungAfter = longest;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void watch() {
        long offset = offset();
        while (!closed) {
            LockSupport.parkNanos(ROUND.toNanos());
            long moved = offset() - offset;
            if (Math.abs(moved) > JUMP.toMillis()) {
                offset += moved;
                events.tell(Event.alert(
                        "clock-moved",
                        "by",
                        Duration.ofSeconds(Math.round(moved / 1000.0)).toString(),
                        "next",
                        "see that the time service of this machine works"));
                clockMoved.run();
            }
            Optional<String> hung = pulse.stuck(hungAfter);
            if (hung.isPresent() && !closed) {
                closed = true;
                events.tell(Event.alert(
                        "daemon-hangs", "duty", hung.get(), "for", hungAfter.toString(), "threads", threads()));
                ending.accept(INTERNAL);
            }
        }
    }

    /** Between a clock that may jump and one that cannot, in milliseconds. */
    private long offset() {
        return wall.millis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static String threads() {
        StringBuilder dump = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            dump.append(thread.getKey().getName())
                    .append(' ')
                    .append(thread.getKey().getState());
            for (StackTraceElement frame : thread.getValue()) {
                dump.append("; ").append(frame);
            }
            dump.append(" | ");
        }
        return dump.toString();
    }
}
