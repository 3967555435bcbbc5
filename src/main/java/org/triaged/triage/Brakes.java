package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What keeps mail back: an admin's STOP, the circuit breaker, the caps; in this order. */
public final class Brakes {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    private final StopSign stop;

    private final Breaker breaker;

    private final Caps caps;

    private final Outbox outbox;

    private final InstantSource clock;

    public Brakes(StopSign stop, Breaker breaker, Caps caps, Outbox outbox, InstantSource clock) {
        this.stop = stop;
        this.breaker = breaker;
        this.caps = caps;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The same under other caps and another sign. */
    public Brakes under(StopSign otherStop, Caps otherCaps) {
        return new Brakes(otherStop, breaker, otherCaps, outbox, clock);
    }

    Breaker breaker() {
        return breaker;
    }

    boolean stopped() {
        return stop.up();
    }

    /** Why no mail at all may leave now; empty when some may. */
    Optional<String> holding() {
        Instant now = clock.instant();
        return held(Breakers.ALL)
                .or(() -> full(outbox.transmittedSince(now.minus(HOUR)), outbox.transmittedSince(now.minus(DAY))));
    }

    /** Why this mail may not leave now. What is due to trip a breaker trips it first. */
    Optional<String> holding(Outbox.Row row, WatchedList list) {
        Instant now = clock.instant();
        Instant dayAgo = now.minus(DAY);
        breaker.look(list);
        return held(list.name())
                .or(() -> full(outbox.othersSince(row, now.minus(HOUR)), outbox.othersSince(row, dayAgo)))
                .or(() -> outbox.toAuthorSince(row, dayAgo) >= caps.perAuthor()
                        ? Optional.of("cap-author")
                        : Optional.empty())
                .or(() -> outbox.toAuthorOfSameRulesSince(row, dayAgo) >= caps.perAuthorAndRules()
                        ? Optional.of("cap-author-and-rules")
                        : Optional.empty());
    }

    private Optional<String> held(String list) {
        return stop.up() ? Optional.of("stop") : breaker.holding(list);
    }

    private Optional<String> full(int inHour, int inDay) {
        if (inHour >= caps.perHour()) {
            return Optional.of("cap-hour");
        }
        return inDay >= caps.perDay() ? Optional.of("cap-day") : Optional.empty();
    }
}
