package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link EveryStepIT} with real processes of the packaged jar: one is halted at every hit of every fail point. */
@Tag("real-servers")
class HaltIT {

    private static final int WORKERS = 3;

    @TempDir
    private Path folder;

    @Test
    void aProcessHaltedAtAnyHitChangesNothingButWhatIsInDoubt() throws Exception {
        long began = System.nanoTime();
        Path archive = folder.resolve("classes.jsa");
        List<Proving.Place> places = Workers.share(
                WORKERS,
                worker -> new Proving(Files.createDirectory(folder.resolve("worker" + worker)), "live"),
                Proving::places,
                (proving, place) -> proving.halt(place, archived(archive)));
        System.out.println("HaltIT: "
                + places.stream().map(place -> place.hit().point()).distinct().count() + " points, " + places.size()
                + " halts, " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    /** Classes as the first process to end found them: hundreds of starts need not read the jar. */
    private static String[] archived(Path archive) {
        return new String[] {
            "-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"
        };
    }
}
