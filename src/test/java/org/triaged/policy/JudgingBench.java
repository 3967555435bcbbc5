package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.triaged.series.Series;

/** What it takes to judge one series of twenty patches by all rules, warm and on one core. It asserts nothing about that. */
class JudgingBench {

    /** The machine may be busy with others, so what counts is the time this thread had a core. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int WARM = 2_000;

    private static final int ROUNDS = 2_000;

    @Test
    void twentyPatchesByAllRules() {
        String message = "Why it is so.\n".repeat(20) + "\nFixes: 0123456789ab (\"frob: add\")\n" + Posted.SIGNED;
        Series series =
                Posted.series(IntStream.range(0, 20).mapToObj(part -> message).toArray(String[]::new));
        Judge.Terms terms = Posted.loud("qemu/2025-09-exceptions");
        long findings = 0;
        for (int round = 0; round < WARM; round++) {
            findings += Judge.judge(series, terms, true).findings().size();
        }
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            findings += Judge.judge(series, terms, true).findings().size();
            nanos[round] = THREADS.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "judging a series of 20 patches by %d rules: median %.3f ms of CPU, 99 of 100 below %.3f ms%n",
                RuleBook.entries().size(),
                nanos[ROUNDS / 2] / 1e6,
                nanos[ROUNDS * 99 / 100] / 1e6);
        assertThat(findings).isEqualTo(findings / (WARM + ROUNDS) * (WARM + ROUNDS));
    }
}
