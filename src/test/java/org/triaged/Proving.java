package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.triaged.Death.Died;
import org.triaged.Death.Hit;
import org.triaged.Story.Chapter;
import org.triaged.Story.Happening;
import org.triaged.config.Config;
import org.triaged.triage.Doorbell;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Selftest;
import org.triaged.triage.TriageDaemon;

/**
 * Lives of the daemon through the same story. One is undisturbed. Every other begins before one of its chapters, dies in
 * it, and is held against the first when its survivor is done.
 */
final class Proving implements AutoCloseable {

    private static final String OPEN_REPLIES =
            "SELECT COUNT(*) FROM reply WHERE state IN ('READY', 'SENDING', 'SENT', 'UNKNOWN')";

    private static final int MOST_ROUNDS = 5;

    /** After that a reply in doubt is given up. */
    private static final Duration GRACE = Duration.ofHours(2);

    private final Story story;
    private final World world;
    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Path folder;
    private final Installation here;
    private final EndState calm;
    private int lives;

    /** What there is before a chapter, and how often the undisturbed life reaches each fail point in it. */
    private record Stage(Chapter chapter, Path data, World.Memory world, Map<String, Integer> hits) {}

    /** The Nth time a point is reached in one chapter. */
    record Place(String story, int chapter, Hit hit) {}

    /** Lives through the undisturbed life. */
    Proving(Path folder, Story story) {
        this.folder = folder;
        this.story = story;
        this.world = new World(folder, story.ofFiles());
        this.here = world.install(folder, story.mode(), story.keys());
        here.append("triaged.yaml", story.daemonKeys());
        Path data = fresh();
        for (Chapter chapter : story.chapters()) {
            happen(chapter.before(), data);
            Path before = fresh();
            Death.copy(data, before);
            World.Memory memory = world.remember();
            Death counting = Death.never();
            data = live(chapter, data, counting, true);
            stages.add(new Stage(chapter, before, memory, counting.hits()));
        }
        this.calm = settle(here.over(data), story.ending());
        assertThat(calm.toString()).as("the end of %s", story.name()).contains(story.outcome());
    }

    EndState calm() {
        return calm;
    }

    /** All points that the undisturbed life reaches. */
    Set<String> points() {
        return stages.stream()
                .flatMap(stage -> stage.hits().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every hit, in order; of a chapter that ends in a death of its own, none. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int chapter = 0; chapter < stages.size(); chapter++) {
            if (stages.get(chapter).chapter().dies().isEmpty()) {
                for (Map.Entry<String, Integer> point :
                        stages.get(chapter).hits().entrySet()) {
                    for (int number = 1; number <= point.getValue(); number++) {
                        places.add(new Place(story.name(), chapter, new Hit(point.getKey(), number)));
                    }
                }
            }
        }
        return places;
    }

    /** Of every point. */
    List<Place> firstAndLastPlaces() {
        return firstAndLastPlaces(0);
    }

    /** Of every point that is reached from that chapter on. */
    List<Place> firstAndLastPlaces(int from) {
        Map<String, List<Place>> byPoint = places().stream()
                .filter(place -> place.chapter() >= from)
                .collect(Collectors.groupingBy(place -> place.hit().point(), LinkedHashMap::new, Collectors.toList()));
        return byPoint.values().stream()
                .flatMap(places -> List.of(places.get(0), places.get(places.size() - 1)).stream()
                        .distinct())
                .toList();
    }

    /** A death within this process. */
    void die(Place place) {
        Path victim = restore(place);
        Path remains = fresh();
        Death death = new Death(place.hit(), victim, remains);
        live(chapter(place), victim, death, false);
        assertThat(death.came()).as("reached %s", place).isTrue();
        survive(place, remains);
    }

    /** A process that is halted. */
    void halt(Place place) throws InterruptedException {
        Path victim = restore(place);
        int status = once(victim, chapter(place), "-Dtriaged.fail=" + place.hit() + ":halt");
        assertThat(status).as("halted at %s", place).isEqualTo(137);
        survive(place, victim);
    }

    /** A process that nobody halts; what it has loaded is an archive for the others. */
    void warmUp(Path archive) throws InterruptedException {
        here.archive(archive);
        Place inTheMiddle = new Place(story.name(), 1, new Hit("", 0));
        assertThat(once(restore(inTheMiddle), chapter(inTheMiddle), "-ea")).isZero();
    }

    /** The chapter in a process of its own, and its exit status. */
    private int once(Path data, Chapter chapter, String option) throws InterruptedException {
        chapter.server().accept(world.smtp().willing());
        return here.over(data)
                .once(option, "-Dtriaged.clock=" + Instant.now().plus(chapter.later()))
                .waitFor();
    }

    /** What is in doubt is told to a person when it did not come back for another two hours; all else is as ever. */
    private void survive(Place place, Path remains) {
        List<String> inDoubt = new ArrayList<>(InDoubt.of(remains));
        inDoubt.removeAll(InDoubt.of(stages.get(place.chapter()).data()));
        alerts.clear();
        Installation survivor = here.over(liveOn(place, remains));
        EndState end = settle(survivor, story.ending());
        if (inDoubt.isEmpty()) {
            assertThat(end.toString()).as("after %s", place).isEqualTo(calm.toString());
        } else {
            String root = InDoubt.field("root", inDoubt.get(0));
            boolean back = world.delivered().containsKey(InDoubt.field("mid", inDoubt.get(0)));
            end = back ? end : settle(survivor, story.ending().plus(GRACE));
            assertThat(end.without(root).toString())
                    .as("after %s", place)
                    .isEqualTo(calm.without(root).toString());
            assertThat(end.of("reply"))
                    .as("after %s", place)
                    .anyMatch(reply ->
                            reply.startsWith(EndState.ours(root) + " ") && reply.contains(back ? " SEEN " : " HELD "));
            assertThat(alerts.contains("reply-held")).as("after %s", place).isEqualTo(!back);
        }
        assertThat(world.transmissions().values())
                .as("transmissions after %s", place)
                .allMatch(count -> count == 1);
    }

    /** The chapter in which it died once more, and those after it, as far as any of them is more than another round. */
    private Path liveOn(Place place, Path remains) {
        List<Chapter> after =
                story.chapters().subList(place.chapter() + 1, story.chapters().size());
        if (!chapter(place).outOfTheOrdinary() && after.stream().noneMatch(Chapter::eventful)) {
            chapter(place).server().accept(world.smtp().willing());
            return remains;
        }
        Path data = live(chapter(place), remains, Death.never(), false);
        for (Chapter chapter : after) {
            if (chapter.eventful()) {
                happen(chapter.before(), data);
                data = live(chapter, data, Death.never(), false);
            }
        }
        return data;
    }

    private Chapter chapter(Place place) {
        return stages.get(place.chapter()).chapter();
    }

    private void happen(Happening happening, Path data) {
        try {
            happening.in(world, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** World and data folder as they were before that chapter of the undisturbed life. */
    private Path restore(Place place) {
        Stage stage = stages.get(place.chapter());
        world.become(stage.world());
        Path data = fresh();
        Death.copy(stage.data(), data);
        return data;
    }

    /** One start, some work, one stop. @param surely it must die where the story says so; @return the data folder that remains */
    private Path live(Chapter chapter, Path data, Death beside, boolean surely) {
        chapter.server().accept(world.smtp().willing());
        Path remains = chapter.dies().isPresent() ? fresh() : data;
        Death destined =
                chapter.dies().map(hit -> new Death(hit, data, remains)).orElseGet(Death::never);
        FailPoint all = point -> {
            chapter.meanwhile()
                    .filter(happening -> happening.point().equals(point))
                    .ifPresent(happening -> happen(happening.happening(), data));
            beside.reached(point);
            destined.reached(point);
        };
        try {
            work(chapter, here.over(data), all, beside);
        } catch (Died e) {
            // As planned.
        }
        if (surely && chapter.dies().isPresent()) {
            assertThat(destined.came()).as("%s dies", chapter.dies()).isTrue();
        }
        return destined.came() ? remains : data;
    }

    private void work(Chapter chapter, Installation installed, FailPoint all, Death beside) {
        Config config = installed.config();
        Foundation foundation = Later.than(chapter.later(), () -> Foundation.lay(config, this::told, all));
        try (TriageDaemon daemon =
                Main.daemon(foundation, config, chapter.watched() ? Optional.of(new Doorbell()) : Optional.empty())) {
            chapter.work().of(daemon, foundation, beside);
        }
    }

    private EndState settle(Installation installed, Duration later) {
        Config config = installed.config();
        Foundation foundation = Later.than(later, () -> Foundation.lay(config, this::told, FailPoint.INERT));
        try (TriageDaemon daemon = Main.daemon(foundation, config, Optional.empty())) {
            int round = 0;
            do {
                daemon.once();
                round++;
            } while (round < MOST_ROUNDS
                    && !daemon.reader().query(OPEN_REPLIES).rows().get(0).get(0).equals("0"));
            assertThat(foundation.selftest(config).run())
                    .filteredOn(line -> line.outcome() == Selftest.Outcome.BROKEN)
                    .isEmpty();
            return EndState.of(daemon.reader(), installed.data());
        }
    }

    private void told(Events.Event event) {
        alerts.add(event.name());
    }

    private Path fresh() {
        return folder.resolve("data" + lives++);
    }

    @Override
    public void close() {
        world.close();
    }
}
