package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {

    private Instant wall = Instant.parse("2026-11-22T10:00:00Z");

    private long nanos = Long.MAX_VALUE - 5;

    private final ClockWatch watch = new ClockWatch(() -> wall, () -> nanos);

    @ParameterizedTest
    @ValueSource(longs = {300, -300})
    void fiveMinutesApartAreTolerated(long seconds) {
        pass(Duration.ofDays(90));
        wall = wall.plusSeconds(seconds);
        assertThat(watch.jump()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {301, -301})
    void moreIsToldOnce(long seconds) {
        pass(Duration.ofHours(1));
        wall = wall.plusSeconds(seconds);
        assertThat(watch.jump()).contains(Duration.ofSeconds(seconds));
        assertThat(watch.jump()).isEmpty();
    }

    @Test
    void aClockThatGoesWrongLittleByLittleIsSeen() {
        for (int i = 0; i < 300; i++) {
            pass(Duration.ofMinutes(1));
            wall = wall.plusSeconds(1);
            assertThat(watch.jump()).isEmpty();
        }
        wall = wall.plusSeconds(1);
        assertThat(watch.jump()).contains(Duration.ofSeconds(301));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }
}
