package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.FailPoint;

/**
 * What the database acknowledged is there after kill -9. The setting that H2 shows proves nothing, this does: the second
 * test loses rows, so the first one can fail.
 */
class KeeperKillProbeTest {

    private static final int ROUNDS = Integer.getInteger("triaged.probes", 30);
    private static final int COUNTER_ROUNDS = 4;
    private static final int AT_ONCE = 2;
    private static final int MOST = 150;
    private static final long SEED = 20_261_122;

    @TempDir
    private static Path temp;

    private static Path template;

    /** @param acknowledged last number that was read from the child; @param kept highest number in the file */
    private record Round(long acknowledged, long kept) {

        long lost() {
            return Math.max(0, acknowledged - kept);
        }
    }

    @BeforeAll
    static void makeTemplate() {
        template = temp.resolve("template");
        TestStore.in(template).close();
    }

    @Test
    void noAcknowledgedRowIsLostByAKill() throws Exception {
        List<Round> rounds = probe("kept", ROUNDS, Url.KEEPER.options());
        assertThat(rounds).hasSize(ROUNDS).allSatisfy(round -> {
            assertThat(round.acknowledged()).isPositive();
            assertThat(round.lost()).isZero();
        });
    }

    @Test
    void withoutItsWriteDelayTheKeeperLosesRows() throws Exception {
        String options = Url.KEEPER.options().replace(";WRITE_DELAY=0", "");
        assertThat(options).isNotEqualTo(Url.KEEPER.options());
        List<Round> rounds = probe("lost", COUNTER_ROUNDS, options);
        assertThat(rounds).anySatisfy(round -> assertThat(round.lost()).isPositive());
    }

    private static List<Round> probe(String name, int rounds, String keeperOptions) throws Exception {
        Random random = new Random(SEED);
        List<Callable<Round>> tasks = IntStream.range(0, rounds)
                .<Callable<Round>>mapToObj(number -> {
                    int killAfter = 1 + random.nextInt(MOST);
                    return () -> round(temp.resolve(name + number), killAfter, keeperOptions);
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            return threads.invokeAll(tasks).stream()
                    .map(KeeperKillProbeTest::result)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static Round round(Path folder, int killAfter, String keeperOptions) throws Exception {
        copyTemplate(folder);
        Process child = ChildStore.start(folder, keeperOptions);
        long acknowledged = 0;
        try (BufferedReader lines = child.inputReader()) {
            while (acknowledged < killAfter) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            child.destroyForcibly();
            acknowledged = Math.max(acknowledged, lastWhole(lines, acknowledged));
        } finally {
            child.destroyForcibly().waitFor();
        }
        return new Round(acknowledged, kept(folder));
    }

    /** What the child had still printed. The last line may be torn, and is not believed then. */
    private static long lastWhole(BufferedReader lines, long before) {
        long last = before;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long number = Long.parseLong(line);
                last = number == last + 1 ? number : last;
            }
        } catch (IOException e) {
            return last; // the pipe went with the process
        }
        return last;
    }

    private static long kept(Path folder) {
        try (DataFolder data = DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT);
                Database database = Database.open(data, "test", FailPoint.INERT)) {
            assertThat(database.firstBrokenAudit()).isEmpty();
            String head = database.auditTrail().head();
            return Long.parseLong(head.substring(0, head.indexOf(':')));
        }
    }

    private static void copyTemplate(Path folder) throws IOException {
        Files.createDirectory(folder);
        try (Stream<Path> files = Files.list(template)) {
            files.forEach(file -> copy(file, folder.resolve(file.getFileName())));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Round result(Future<Round> round) {
        try {
            return round.get();
        } catch (Exception e) {
            throw new AssertionError("a round of the probe did not end", e);
        }
    }
}
