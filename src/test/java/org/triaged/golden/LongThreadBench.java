package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.HostileThreads;
import org.triaged.config.ConfigLoader;
import org.triaged.golden.Arrivals.Sent;
import org.triaged.triage.WatchedList;

/**
 * What long threads cost the daemon, over a real database: all mails in one poll, and one mail more. With the heap of the
 * daemon: {@code -Dit.heap=128m}. It asserts no time.
 */
class LongThreadBench {

    private static final int MOST = Integer.getInteger("triaged.thread-mails", 10_000);

    private static final Instant ARRIVAL = Instant.parse("2026-01-12T10:30:00Z");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private record Shape(String name, int most) {}

    @Test
    void threadsThatGrow() throws IOException {
        List<Shape> shapes = List.of(
                new Shape("a flat thread of replies", MOST),
                new Shape("a deep thread of replies", MOST),
                new Shape("parts of one series", Math.min(MOST, 1_000)),
                new Shape("parts of a pull request", Math.min(MOST, 300)));
        WatchedList list = ConfigLoader.load(
                        new GoldenConf(Files.createDirectory(folder.resolve("conf"))).named("devel"), Optional.empty())
                .lists()
                .get(0);
        try (Arrivals arrivals = new Arrivals(folder.resolve("data"))) {
            for (Shape shape : shapes) {
                for (int count : List.of(shape.most() / 4, shape.most() / 2, shape.most())) {
                    measure(shape.name(), count, list, arrivals);
                }
            }
        }
    }

    private static void measure(String shape, int count, WatchedList list, Arrivals arrivals) {
        List<Sent> mails = HostileThreads.ALL.get(shape).apply(count).stream()
                .map(raw -> new Sent(raw, ARRIVAL))
                .toList();
        List<Sent> most = mails.subList(0, mails.size() - 1);
        long begin = THREADS.getCurrentThreadCpuTime();
        WatchedList held = arrivals.arrive(List.of(most), list);
        long middle = THREADS.getCurrentThreadCpuTime();
        WatchedList all = arrivals.arrive(List.of(most, List.of(mails.get(mails.size() - 1))), list);
        double once = (middle - begin) / 1e6;
        double both = (THREADS.getCurrentThreadCpuTime() - middle) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-30s %6d mails: %8.0f ms CPU, %.2f ms a mail; one more about %.0f ms%n",
                shape,
                count,
                once,
                once / count,
                both - once);
        assertThat(arrivals.assembled(held)).isEqualTo(most.size());
        assertThat(arrivals.assembled(all)).isEqualTo(mails.size());
    }
}
