package org.triaged.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often a server that fails is asked. */
class PatienceTest {

    private static final Duration POLL = Duration.ofSeconds(10);

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofHours(1).toNanos());

    private final Patience patience = new Patience(now::get, new Random(7)::nextDouble);

    @Test
    void threeRefusedLoginsAreFollowedByHalfAnHourOfPeaceEach() {
        List<Duration> tries = tries(Duration.ofHours(6), true);
        assertThat(tries.get(2)).isLessThan(Duration.ofMinutes(1));
        assertThat(tries).hasSizeLessThanOrEqualTo(15);
        for (int i = 3; i < tries.size(); i++) {
            assertThat(tries.get(i).minus(tries.get(i - 1))).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(34));
        }
    }

    @Test
    void aServerThatIsAwayIsAskedMoreAndMoreSeldomButEveryQuarterOfAnHour() {
        List<Duration> tries = tries(Duration.ofHours(6), false);
        assertThat(tries).hasSizeBetween(20, 40);
        for (int i = 1; i < tries.size(); i++) {
            assertThat(tries.get(i).minus(tries.get(i - 1))).isLessThan(Duration.ofMinutes(17));
        }
    }

    @Test
    void whatWorksAgainIsForgotten() {
        tries(Duration.ofHours(6), true);
        patience.worked("main");
        assertThat(patience.left("main")).isEmpty();
        assertThat(patience.failed("main", false)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void oneServerDoesNotWaitForAnother() {
        patience.failed("main", false);
        assertThat(patience.left("main")).isPresent();
        assertThat(patience.left("other")).isEmpty();
    }

    /** The times of the tries, from the first on, when each fails. */
    private List<Duration> tries(Duration span, boolean refused) {
        long start = now.get();
        List<Duration> tries = new ArrayList<>();
        while (now.get() - start < span.toNanos()) {
            if (patience.left("main").isEmpty()) {
                tries.add(Duration.ofNanos(now.get() - start));
                patience.failed("main", refused);
            }
            now.addAndGet(POLL.toNanos());
        }
        return tries;
    }
}
