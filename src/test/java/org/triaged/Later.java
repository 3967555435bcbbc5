package org.triaged;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;

/** Starts what reads its clock when it starts, by another clock than that of the machine. */
final class Later {

    /** System properties are of the whole process, and a daemon reads its clock when it starts. */
    private static final Object CLOCK = new Object();

    private Later() {}

    /** The daemon in this process, so much later than now. */
    static TriageDaemon start(Installation installed, Duration later, Events events, FailPoint beside) {
        return than(later, () -> installed.start(events, beside));
    }

    /** What starts meanwhile starts so much later than now. */
    static <T> T than(Duration later, Supplier<T> starting) {
        synchronized (CLOCK) {
            System.setProperty("triaged.clock", Instant.now().plus(later).toString());
            try {
                return starting.get();
            } finally {
                System.clearProperty("triaged.clock");
            }
        }
    }
}
