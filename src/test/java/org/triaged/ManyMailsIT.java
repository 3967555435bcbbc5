package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon in mode live, as it is installed, before a folder of thousands of mails: it says nothing of them, and answers the
 * one that comes then. It prints mails, seconds and memory; a night takes 10,000 mails, {@code -Dtriaged.mails} says how many.
 */
@Tag("real-servers")
class ManyMailsIT {

    private static final int MAILS = Integer.getInteger("triaged.mails", 2_000);

    private static final int DIRTY = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    private RealList list;

    private Process daemon;

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        list.discard();
    }

    @Test
    void nothingThatWasThereBeforeTheFirstStartIsAnsweredAndTheFirstNewSeriesIs() throws Exception {
        list = new RealList(folder, "live");
        list.lay(patches("old", MAILS / DIRTY));
        judgeAll("first start");
        assertThat(verdicts("before-start")).isEqualTo(DIRTY);
        assertThatOneMoreIsAnsweredAlone();
    }

    @Test
    void cleanSeriesAreNotPraised() throws Exception {
        list = new RealList(folder, "live");
        assertThat(list.installation().once().waitFor()).isZero();
        list.lay(patches("clean", Integer.MAX_VALUE));
        judgeAll("clean series");
        assertThat(verdicts("before-start")).isZero();
        assertThatOneMoreIsAnsweredAlone();
    }

    /** @param every so many lack their sign-off */
    private static List<byte[]> patches(String name, int every) {
        return IntStream.rangeClosed(1, MAILS)
                .mapToObj(number -> Installation.patch(
                        name + number + "@contrib.example.org",
                        "[PATCH] hw: " + name + " " + number,
                        number % every != 0))
                .toList();
    }

    private void judgeAll(String what) throws IOException, InterruptedException {
        long began = System.nanoTime();
        daemon = list.installation().run();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> judged() >= MAILS);
        double seconds = (System.nanoTime() - began) / 1e9;
        String peak = Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow();
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(list.ask("SELECT COUNT(*) FROM series_verdict WHERE decision = 'silent'"))
                .isEqualTo(Integer.toString(MAILS));
        assertThat(list.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        assertThat(list.replies()).isEmpty();
        System.out.printf(
                Locale.ROOT,
                "ManyMailsIT: %s: %d mails, all judged %.1f s after the start of the process, 0 mails left, %s%n",
                what,
                MAILS,
                seconds,
                peak.replaceAll("\\s+", " "));
    }

    private long judged() {
        return list.installation()
                .output()
                .lines()
                .filter(line -> line.contains(" series-judged "))
                .count();
    }

    private int verdicts(String cause) {
        return Integer.parseInt(list.ask("SELECT COUNT(*) FROM series_verdict WHERE verdict = '" + cause + "'"));
    }

    private void assertThatOneMoreIsAnsweredAlone() {
        list.post("new");
        list.seen(1);
        assertThat(list.ask("SELECT root || ' ' || state FROM reply")).isEqualTo("new@contrib.example.org SEEN");
        assertThat(list.ask("SELECT COUNT(*) FROM reply")).isEqualTo("1");
        assertThat(list.replies()).hasSize(1);
        list.close();
        assertThat(list.installation().broken()).isEmpty();
    }
}
