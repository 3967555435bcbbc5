package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Flood;
import org.triaged.triage.Examination;
import org.triaged.triage.MailFiles.FiledMail;

/** What each hostile shape costs at sizes that double: CPU of one thread, the least of some runs. It asserts no time. */
class HostileBench {

    private static final int BYTES = 64 << 10;

    private static final int MAILS = Integer.getInteger("triaged.hostile-mails", 500);

    /** Only shapes with these words in their name. */
    private static final String WORDS = System.getProperty("triaged.shapes", "");

    private static final int DOUBLINGS = 3;

    private static final int RUNS = 3;

    /** What looks steep is measured again: of two cores that others use a run may get less than its share. */
    private static final int MOST_ROUNDS = 3;

    private static final double MOST = 2.5;

    private static final double NOISE_MILLIS = 20;

    private static final Instant NOW = Instant.parse("2026-01-12T10:30:00Z");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Examination examination = ShippedConf.examination();

    private int measured;

    private int steep;

    @Test
    void eachShapeAtSizesThatDouble() {
        System.out.println("CPU in ms at sizes that double, and the last ratio; steep is above " + MOST);
        Flood.ALL.forEach(flood -> measure(flood.name(), size -> List.of(flood.mail(size * BYTES))));
        HostileThreads.ALL.forEach((name, thread) -> measure(name, size -> thread.apply(size * MAILS)));
        System.out.printf("%d shapes, %d steep%n", measured, steep);
    }

    private void measure(String name, IntFunction<List<byte[]>> shape) {
        if (!name.contains(WORDS)) {
            return;
        }
        double[] millis = new double[DOUBLINGS + 1];
        Arrays.fill(millis, Double.MAX_VALUE);
        boolean tooMuch = true;
        for (int round = 0; tooMuch && round < MOST_ROUNDS; round++) {
            for (int doubling = 0; doubling <= DOUBLINGS; doubling++) {
                millis[doubling] = Math.min(millis[doubling], least(shape.apply(1 << doubling)));
            }
            tooMuch = millis[DOUBLINGS] > MOST * millis[DOUBLINGS - 1] && millis[DOUBLINGS] > NOISE_MILLIS;
        }
        measured++;
        steep += tooMuch ? 1 : 0;
        double ratio = millis[DOUBLINGS] / millis[DOUBLINGS - 1];
        String all = Arrays.stream(millis)
                .mapToObj(one -> String.format(Locale.ROOT, "%8.1f", one))
                .collect(Collectors.joining());
        System.out.printf(Locale.ROOT, "%-45s%s %6.2f %s%n", name, all, ratio, tooMuch ? "STEEP" : "");
    }

    private double least(List<byte[]> mails) {
        return IntStream.range(0, RUNS)
                .mapToDouble(run -> cpuMillis(mails))
                .min()
                .orElseThrow();
    }

    private double cpuMillis(List<byte[]> mails) {
        List<FiledMail> files = new ArrayList<>();
        mails.forEach(raw -> files.add(new FiledMail("hostile", files.size() + 1, raw, NOW)));
        long before = THREADS.getCurrentThreadCpuTime();
        assertThat(examination.examine(files, Optional.of(NOW)).mails()).hasSameSizeAs(mails);
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
    }
}
