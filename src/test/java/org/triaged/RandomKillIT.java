package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.RealServers;

/**
 * The daemon as it is installed, at Dovecot and Postfix, killed at random moments of its work on twenty new mails, five
 * times, and that in many lives: each ends as one that nobody killed.
 */
@Tag("real-servers")
class RandomKillIT {

    private static final int KILLS = Integer.getInteger("triaged.kills", 200);

    private static final int KILLS_OF_A_LIFE = 5;

    private static final int WORKERS = 3;

    private static final long SEED = Long.getLong("triaged.seed", 20261122);

    private static final AtomicInteger HELD = new AtomicInteger();

    @TempDir
    private Path folder;

    @AfterAll
    static void noMailLeftTheMachine() {
        assertThat(RealServers.shared().postfix().transports()).isSubsetOf("lmtp", "discard");
    }

    @Test
    void killedAtAnyMomentItLosesNothingAndSendsNothingTwice() throws Exception {
        long began = System.nanoTime();
        Life undisturbed = life("calm");
        assertThat(undisturbed.once()).isZero();
        EndState calm = undisturbed.settled();
        assertThat(calm.of("reply")).hasSize(TwentyMails.REPLIES).allMatch(reply -> reply.contains(" SEEN "));
        long start = undisturbed.millisToFirstPoll();
        Workers.share(
                WORKERS,
                worker -> () -> {},
                worker -> IntStream.range(0, KILLS / KILLS_OF_A_LIFE).boxed().toList(),
                (worker, life) -> life("life" + life).killedLike(calm, SEED + life, start));
        System.out.println("RandomKillIT: " + KILLS + " kills, seed " + SEED + ", " + HELD + " replies held, "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    private Life life(String name) throws Exception {
        return new Life(folder.resolve(name), folder.resolve("classes.jsa"));
    }

    /** One list, watched from before its twenty mails came. */
    private static final class Life {

        private final RealList list;
        private int runs;

        Life(Path place, Path archive) throws Exception {
            list = new RealList(Files.createDirectory(place), "live");
            list.installation().archive(archive);
            Path conf = list.installation().conf().resolve("lists/devel.yaml");
            list.installation()
                    .write(
                            "lists/devel.yaml",
                            Files.readString(conf).replace("{project: qemu, follow: timeline}", "{pin: generic/dco}"));
            try (TriageDaemon daemon = start(Duration.ZERO)) {
                assertThat(daemon.once().complete()).isTrue();
            }
            TwentyMails.to(list.address()).forEach(list::post);
        }

        /** To its end, which nobody disturbs. */
        int once() throws InterruptedException {
            return list.installation().once(twoHoursLater()).waitFor();
        }

        /** @param start milliseconds until a daemon is at work */
        void killedLike(EndState calm, long seed, long start) throws Exception {
            Random random = new Random(seed);
            for (int kill = 0; kill < KILLS_OF_A_LIFE; kill++) {
                boolean late = random.nextBoolean();
                Process daemon = late ? runThatHasPolled() : run();
                long earliest = late ? 0 : start / 2;
                daemon.waitFor(earliest + (long) (random.nextDouble() * start), TimeUnit.MILLISECONDS);
                daemon.destroyForcibly().waitFor();
            }
            EndState end = settled();
            EndState expected = calm;
            Map<String, Long> sent = World.counted(list.mails());
            for (String intent : InDoubt.of(list.installation().data())) {
                String root = InDoubt.field("root", intent);
                boolean left = sent.containsKey(InDoubt.field("mid", intent));
                assertThat(end.of("reply"))
                        .as("seed %d", seed)
                        .anyMatch(reply -> reply.startsWith(EndState.ours(root) + " ")
                                && reply.contains(left ? " SEEN " : " HELD "));
                HELD.addAndGet(left ? 0 : 1);
                end = end.without(root);
                expected = expected.without(root);
            }
            assertThat(ofNoListInParticular(end)).as("seed %d", seed).isEqualTo(ofNoListInParticular(expected));
            assertThat(sent.values()).as("seed %d", seed).allMatch(count -> count == 1);
        }

        long millisToFirstPoll() throws InterruptedException {
            long began = System.nanoTime();
            Process daemon = run();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> list.installation().output().contains("poll-finished"));
            daemon.destroyForcibly().waitFor();
            return Duration.ofNanos(System.nanoTime() - began).toMillis();
        }

        private Process run() {
            runs++;
            return list.installation().run(twoHoursLater());
        }

        /** What comes after a poll is soon over: however slow the machine is, every second kill comes then. */
        private Process runThatHasPolled() {
            long before = polls();
            Process daemon = run();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> polls() > before || !daemon.isAlive());
            return daemon;
        }

        private long polls() {
            return runs == 0
                    ? 0
                    : list.installation()
                            .output()
                            .lines()
                            .filter(line -> line.contains("poll-finished"))
                            .count();
        }

        private static String twoHoursLater() {
            return "-Dtriaged.clock=" + Instant.now().plus(Duration.ofHours(2));
        }

        /** An hour later; and once more, when what is in doubt and did not come back is left to a person. */
        EndState settled() throws InterruptedException {
            settle(Duration.ofHours(3));
            return settle(Duration.ofHours(5));
        }

        private EndState settle(Duration later) throws InterruptedException {
            try (TriageDaemon daemon = start(later)) {
                for (int round = 0; round < 4; round++) {
                    daemon.once();
                    Thread.sleep(300); // Postfix delivers a while after it accepted
                }
                return EndState.of(daemon.reader(), list.installation().data());
            }
        }

        /** The clock is a property of the whole process: no worker may start a daemon by that of another. */
        private TriageDaemon start(Duration later) {
            return Later.start(list.installation(), later, Events.SILENT, FailPoint.INERT);
        }
    }

    /** Bytes and hashes differ from list to list, for servers write their own lines and lists have names. */
    private static String ofNoListInParticular(EndState end) {
        return end.toString()
                .replaceAll("uidvalidity \\d+", "uidvalidity")
                .replaceAll("devel-t\\d+@", "devel@")
                .replaceAll("\\b[0-9a-f]{64}\\b", "hash");
    }
}
