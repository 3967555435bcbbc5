package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntConsumer;
import org.triaged.triage.Events.Event;

/** Sees that there is room on the disk, and opens the database again when it closed itself for want of it. */
public final class Housekeeping {

    /** With less than this free, a write may fail. */
    private static final long LITTLE = 16L << 20;

    private static final long SCARCE = 500L << 20;

    private static final int INTERNAL = 70;

    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    private final StoreCare store;

    private final Doorbell doorbell;

    private final Events events;

    private final InstantSource clock;

    private final IntConsumer ending;

    private Instant warned = Instant.MIN;

    /** @param ending takes the exit status */
    public Housekeeping(StoreCare store, Doorbell doorbell, Events events, InstantSource clock, IntConsumer ending) {
        this.store = store;
        this.doorbell = doorbell;
        this.events = events;
        this.clock = clock;
        this.ending = ending;
    }

    public void run() {
        long free = store.free();
        if (free < SCARCE) {
            warn(free);
        }
        if (store.closed()) {
            closed(free);
        }
    }

    /** On a disk that has room H2 closes itself only when the heap is exhausted. */
    private void closed(long free) {
        if (free >= SCARCE) {
            events.tell(Event.alert(
                    "daemon-gives-up", "status", Integer.toString(INTERNAL), "why", "the heap was exhausted"));
            ending.accept(INTERNAL);
        } else if (free >= LITTLE) {
            store.reopen();
            events.tell(Event.info("store-reopened", "place", store.place(), "free", megabytes(free)));
            doorbell.ring();
        }
    }

    private void warn(long free) {
        Instant now = clock.instant();
        if (warned.isBefore(now.minus(BETWEEN_WARNINGS))) {
            warned = now;
            events.tell(Event.alert(
                    "disk-low",
                    "place",
                    store.place(),
                    "free",
                    megabytes(free),
                    "next",
                    "free some space; when none is left the daemon waits until there is"));
        }
    }

    static String megabytes(long bytes) {
        return (bytes >> 20) + "MB";
    }
}
