package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whether somebody notices that nothing goes on. */
class PulseTest {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final AtomicLong now = new AtomicLong();

    private static final StoreCare OPEN = new StoreCare() {
        @Override
        public boolean closed() {
            return false;
        }

        @Override
        public long free() {
            return Long.MAX_VALUE;
        }

        @Override
        public String place() {
            return "nowhere";
        }

        @Override
        public void reopen() {
            throw new AssertionError("it is open");
        }
    };

    private final Pulse pulse = new Pulse(now::get);

    @Test
    void aDutyThatGetsOnIsNotStuckHoweverLongItTakes() {
        pulse.begin("intake");
        for (int minutes = 0; minutes < 60; minutes += 10) {
            pass(Duration.ofMinutes(10));
            pulse.beat();
            assertThat(pulse.stuck(LONGEST).filter("intake"::equals)).isEmpty();
        }
    }

    @Test
    void aDutyThatStaysAtOneStepIsStuckThoughOthersGoOn() throws InterruptedException {
        pulse.begin("intake");
        pass(LONGEST.plusSeconds(1));
        Thread other = new Thread(() -> {
            pulse.begin("triage");
            pulse.beat();
            pulse.end();
        });
        other.start();
        other.join();
        assertThat(pulse.stuck(LONGEST)).contains("intake");
        pulse.end();
        assertThat(pulse.stuck(LONGEST)).isEmpty();
    }

    @Test
    void bellsThatRingNoMoreAreNoticed() {
        pulse.begin("triage");
        pulse.end();
        pass(LONGEST.plusSeconds(1));
        assertThat(pulse.stuck(LONGEST)).contains("bells");
    }

    @Test
    void whatADutyCannotSurviveEndsTheProcessWithItsStatusAndAFaultDoesNot() {
        List<Integer> ended = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Events events = event -> told.add(event.name());
        new Duty("triage", () -> fail(), OPEN, pulse, events, ended::add).run();
        assertThat(ended).isEmpty();
        assertThat(told).containsExactly("duty-failed");
        Duty exhausted = new Duty(
                "triage",
                () -> {
                    throw new OutOfMemoryError("no heap");
                },
                OPEN,
                pulse,
                events,
                ended::add);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(exhausted::run))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(ended).containsExactly(70);
        assertThat(told).containsExactly("duty-failed", "daemon-gives-up");
    }

    private static void fail() {
        throw new IllegalStateException("a fault of ours");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
