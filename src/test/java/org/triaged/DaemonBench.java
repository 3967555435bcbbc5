package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon as the launcher starts it, beside a real Dovecot: from its start to the first poll event, its largest resident
 * memory, and what it costs while nothing happens. It asserts nothing about these; it fails when the work was not done.
 */
class DaemonBench {

    private static final int STARTS = 5;

    private static final int MAILS = 100;

    private static final int IDLE_SECONDS = Integer.getInteger("triaged.idle-seconds", 120);

    @TempDir
    private Path folder;

    @Test
    void fromTheStartToTheFirstPollWithAHundredMails() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            RealList list = new RealList(Files.createDirectory(folder.resolve("start" + i)), "record");
            for (int mail = 0; mail < MAILS; mail++) {
                list.post("mail" + mail);
            }
            long start = System.nanoTime();
            Process daemon = launch(list);
            awaitEvent(daemon, "poll-finished", 1);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            stop(daemon);
            assertThat(list.ask("SELECT COUNT(*) FROM mail")).isEqualTo(Integer.toString(MAILS));
        }
        System.out.println("start to first poll event, " + MAILS + " mails in the folder, ms: " + millis + ", median "
                + millis.stream().sorted().toList().get(STARTS / 2));
    }

    @Test
    void memoryAfterRealMailsAndCostOfDoingNothing() throws Exception {
        SampleMails.assumePresent(DaemonBench.class);
        RealList list = new RealList(folder, "record");
        List<byte[]> mails = SampleMails.asTheyAre();
        mails.forEach(list::post);
        list.every("PT2M");
        Process daemon = launch(list);
        BufferedReader output = awaitEvent(daemon, "poll-finished", 1);
        TimeUnit.SECONDS.sleep(10);
        System.out.println("after " + mails.size() + " real mails at -Xmx128m: " + Footprint.status(daemon, "VmHWM"));
        double before = Footprint.cpuSeconds(daemon);
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        double spent = Footprint.cpuSeconds(daemon) - before;
        System.out.printf(
                "idle for %d s, polled every 2 minutes, with IDLE: %.2f s of one core (%.3f %%), %s%n",
                IDLE_SECONDS, spent, 100 * spent / IDLE_SECONDS, Footprint.status(daemon, "VmRSS"));
        stop(daemon);
        output.close();
        assertThat(list.ask("SELECT COUNT(*) FROM mail_source")).isEqualTo(Integer.toString(mails.size()));
    }

    private static Process launch(RealList list) throws IOException {
        return new ProcessBuilder(
                        Path.of("triaged").toAbsolutePath().toString(),
                        "run",
                        "--conf",
                        list.installation().conf().toString(),
                        "--data",
                        list.installation().data().toString())
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader awaitEvent(Process daemon, String event, int times) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8));
        int seen = 0;
        List<String> lines = new ArrayList<>();
        while (seen < times) {
            String line = output.readLine();
            assertThat(line).as("%s after %s", event, lines).isNotNull();
            lines.add(line);
            seen += line.contains(" " + event + " ") ? 1 : 0;
        }
        return output;
    }

    private static void stop(Process daemon) throws InterruptedException {
        daemon.destroy();
        assertThat(daemon.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
    }
}
