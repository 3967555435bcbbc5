package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.triaged.triage.Events.Event;

/** Sees that there is room on the disk, and opens the database again when it closed itself for want of it. */
public final class Housekeeping {

    /** With less than this free, a write may fail. */
    static final long LITTLE = 16L << 20;

    private static final long SCARCE = 500L << 20;

    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    private final StoreCare store;

    private final Doorbell doorbell;

    private final Events events;

    private final InstantSource clock;

    private Instant warned = Instant.MIN;

    public Housekeeping(StoreCare store, Doorbell doorbell, Events events, InstantSource clock) {
        this.store = store;
        this.doorbell = doorbell;
        this.events = events;
        this.clock = clock;
    }

    public void run() {
        long free = store.free();
        if (free < SCARCE) {
            warn(free);
        }
        if (store.closed() && free >= LITTLE) {
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

    private static String megabytes(long bytes) {
        return (bytes >> 20) + "MB";
    }
}
