package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever step the daemon dies at, the next one ends where an undisturbed one ends: nothing lost, nothing sent twice. Only
 * a mail that was on its way when it died may be in doubt, and then a person is told. Here it dies at the first and the
 * last hit of each fail point, within this process; {@link HaltIT} halts a process at every hit,
 * and {@link EveryStoryIT} tells of what does not go the usual way.
 */
class EveryStepIT {

    private static final int WORKERS = 3;

    @TempDir
    private Path folder;

    @Test
    void aDeathAtAnyStepChangesNothingButWhatIsInDoubt() throws Exception {
        long began = System.nanoTime();
        List<Proving.Place> places = Workers.share(
                WORKERS,
                worker -> proving("worker" + worker, Stories.ofTwentyMails("live")),
                Proving::firstAndLastPlaces,
                Proving::die);
        assertThat(places.stream().map(place -> place.hit().point()).distinct()).hasSizeGreaterThan(70);
        System.out.println("EveryStepIT: "
                + places.stream().map(place -> place.hit().point()).distinct().count() + " points, " + places.size()
                + " deaths, " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    @Test
    void whatTheUndisturbedLifeEndsIn() throws Exception {
        try (Proving proving = proving("one", Stories.ofTwentyMails("live"))) {
            EndState calm = proving.calm();
            assertThat(calm.of("reply")).hasSize(TwentyMails.REPLIES).allMatch(row -> row.contains(" SEEN "));
            assertThat(calm.of("mail")).hasSize(20 + TwentyMails.REPLIES);
            assertThat(calm.of("mail"))
                    .filteredOn(row -> row.contains("QUARANTINED"))
                    .hasSize(1);
            assertThat(calm.of("mail_source")).hasSize(20 + TwentyMails.REPLIES);
        }
    }

    @Test
    void aDeathAtAnyStepOfADryRunLeavesOneMailForEachReply() throws Exception {
        try (Proving proving = proving("one", Stories.ofTwentyMails("dry-run"))) {
            assertThat(proving.calm().of("files"))
                    .filteredOn(file -> file.endsWith(".eml"))
                    .hasSize(3);
            List<Proving.Place> places = proving.firstAndLastPlaces().stream()
                    .filter(place -> place.hit().point().startsWith("shelf."))
                    .toList();
            assertThat(places).hasSizeGreaterThan(8);
            places.forEach(proving::die);
        }
    }

    private Proving proving(String name, Story story) throws Exception {
        return new Proving(Files.createDirectory(folder.resolve(name)), story);
    }
}
