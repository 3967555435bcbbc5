package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same as {@link EveryStepIT} with processes of the packaged jar: one is halted at every hit of a fail point, with {@code
 * -Dtriaged.halts=3} at every third one.
 */
@Tag("real-servers")
class HaltIT {

    private static final int WORKERS = 6;

    private static final int EVERY = Integer.getInteger("triaged.halts", 1);

    @TempDir
    private Path folder;

    @Test
    void aProcessHaltedAtAnyHitChangesNothingButWhatIsInDoubt() throws Exception {
        long began = System.nanoTime();
        List<Proving.Place> places = Workers.share(
                WORKERS, worker -> proving(folder.resolve("worker" + worker)), HaltIT::places, Proving::halt);
        System.out.println("HaltIT: "
                + places.stream().map(place -> place.hit().point()).distinct().count() + " points, " + places.size()
                + " halts, " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    private static List<Proving.Place> places(Proving proving) {
        List<Proving.Place> all = proving.places();
        return IntStream.range(0, all.size())
                .filter(place -> place % EVERY == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static Proving proving(Path place) throws Exception {
        Proving proving = new Proving(Files.createDirectory(place), Stories.ofTwentyMails("live"));
        proving.warmUp(place.resolve("classes.jsa"));
        return proving;
    }
}
