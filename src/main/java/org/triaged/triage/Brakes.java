package org.triaged.triage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What keeps every mail back, whatever its list. */
public final class Brakes {

    private final StopSign stop;

    private final Caps caps;

    private final Outbox outbox;

    private final BooleanSupplier journalDamaged;

    private final InstantSource clock;

    private volatile boolean journalBehind;

    public Brakes(StopSign stop, Caps caps, Outbox outbox, SendJournal journal, InstantSource clock) {
        this(stop, caps, outbox, journal::damaged, clock);
    }

    /** For those who look and never send. @param journalDamaged as far as they know */
    public Brakes(StopSign stop, Caps caps, Outbox outbox, BooleanSupplier journalDamaged, InstantSource clock) {
        this.stop = stop;
        this.caps = caps;
        this.outbox = outbox;
        this.journalDamaged = journalDamaged;
        this.clock = clock;
    }

    /** The same under other caps and another sign; what was found at start still holds. */
    public Brakes under(StopSign otherStop, Caps otherCaps) {
        Brakes brakes = new Brakes(otherStop, otherCaps, outbox, journalDamaged, clock);
        brakes.journalBehind = journalBehind;
        return brakes;
    }

    /** The journal has lost mails that the database knows; an admin must look before anything leaves. */
    void journalIsBehind() {
        journalBehind = true;
    }

    /** Why nothing may leave now; empty when it may. */
    Optional<String> holding() {
        if (stop.up()) {
            return Optional.of("stop");
        }
        if (journalDamaged.getAsBoolean()) {
            return Optional.of("journal-damaged");
        }
        if (journalBehind) {
            return Optional.of("journal-behind");
        }
        if (outbox.transmittedSince(clock.instant().minus(Duration.ofHours(1))) >= caps.perHour()) {
            return Optional.of("cap-hour");
        }
        if (outbox.transmittedSince(clock.instant().minus(Duration.ofDays(1))) >= caps.perDay()) {
            return Optional.of("cap-day");
        }
        return Optional.empty();
    }
}
