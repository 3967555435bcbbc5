package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link EveryStepIT} where something did not go the usual way before the daemon dies. */
class EveryStoryIT {

    private static final int WORKERS = 3;

    /** The first start is the same in all. */
    private static final int AFTER_THE_START = 1;

    private final List<Story> stories = new ArrayList<>();

    /** Of each story, in their order. */
    private Proving[] lived;

    @TempDir
    private Path folder;

    @BeforeEach
    void liveUndisturbed() throws Exception {
        stories.add(Stories.ofTwentyMails("live"));
        stories.add(Stories.ofTwentyMails("dry-run"));
        stories.addAll(Stories.ofTheUnusual());
        lived = new Proving[stories.size()];
        each((story, number) ->
                lived[number] = new Proving(Files.createDirectory(folder.resolve("story" + number)), story));
    }

    @AfterEach
    void close() {
        for (Proving proving : lived) {
            if (proving != null) {
                proving.close();
            }
        }
    }

    /** Where no story before it has been, and where a daemon finds what another left behind. */
    @Test
    void aDeathWhereAStoryIsNewChangesNothingElse() throws Exception {
        Set<String> points = new TreeSet<>();
        List<Set<String>> fresh = new ArrayList<>();
        for (Proving proving : lived) {
            Set<String> mine = new HashSet<>(proving.points());
            mine.removeAll(points);
            points.addAll(mine);
            fresh.add(mine);
        }
        assertThat(points)
                .as("fail points that stories reach, and those of the code")
                .isEqualTo(FailPoints.inTheCode());
        dieWhere((number, point) -> number > 0
                && (fresh.get(number).contains(point)
                        || stories.get(number).inheriting() && point.startsWith("outbox.")));
    }

    @Test
    @Tag("nightly")
    void aDeathAtAnyStepOfAnyStoryChangesNothingElse() throws Exception {
        dieWhere((number, point) -> number > 0);
    }

    private void dieWhere(BiPredicate<Integer, String> wanted) throws Exception {
        long began = System.nanoTime();
        AtomicInteger deaths = new AtomicInteger();
        List<String> broken = new CopyOnWriteArrayList<>();
        each((story, number) -> lived[number].firstAndLastPlaces(AFTER_THE_START).stream()
                .filter(place -> wanted.test(number, place.hit().point()))
                .forEach(place -> {
                    deaths.incrementAndGet();
                    try {
                        lived[number].die(place);
                    } catch (AssertionError e) {
                        broken.add(e.getMessage());
                    }
                }));
        assertThat(broken).isEmpty();
        System.out.println("EveryStoryIT: " + stories.size() + " stories, " + deaths + " deaths, "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    /** Something to do with a story. */
    private interface Deed {

        void with(Story story, int number) throws Exception;
    }

    private void each(Deed deed) throws Exception {
        Workers.share(
                WORKERS,
                worker -> () -> {},
                worker -> IntStream.range(0, stories.size()).boxed().toList(),
                (worker, number) -> deed.with(stories.get(number), number));
    }
}
