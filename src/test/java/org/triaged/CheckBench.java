package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Unwired;
import org.triaged.cli.Verbs;
import org.triaged.series.Corpus;
import org.triaged.source.MailFilesOnDisk;

/**
 * {@code check --format json} over all real mails, in one thread that is warm: CPU, and memory that passes through our
 * hands. It asserts no time; it fails when mails are missing from what was printed.
 */
class CheckBench {

    private static final int ROUNDS = Integer.getInteger("triaged.rounds", 6);

    private static final int WARM = ROUNDS / 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    @Test
    void mailsOfTheCorpusInASecond() throws IOException {
        Corpus corpus = Corpus.beside();
        assumeTrue(corpus.present(), "the corpus is absent");
        List<String> command = new ArrayList<>(
                List.of("check", "--conf", "conf", "--format", "json", "--list", "qemu-devel", "--mboxrd", "--each"));
        corpus.mboxes().forEach(mbox -> command.add(corpus.file(mbox).toString()));
        Path printed = folder.resolve("printed.jsonl");
        double least = Double.MAX_VALUE;
        long mails = 0;
        long allocated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            check(command, printed);
            double seconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            try (Stream<String> lines = Files.lines(printed)) {
                mails = lines.filter(line -> line.startsWith("{\"type\":\"mail\""))
                        .count();
            }
            least = round < WARM ? least : Math.min(least, seconds);
            System.out.printf(Locale.ROOT, "round %d: %d mails, %.2f s CPU%n", round, mails, seconds);
        }
        System.out.printf(
                Locale.ROOT,
                "check --format json, warm: %.0f mails/s, %.3f ms CPU and %d kB allocated a mail%n",
                mails / least,
                1000 * least / mails,
                (allocated / mails) >> 10);
        assertThat(mails).isEqualTo(4_401);
    }

    private static void check(List<String> command, Path printed) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(printed), false, StandardCharsets.UTF_8)) {
            int status = Verbs.run(
                    command.toArray(String[]::new),
                    Unwired.wiring(),
                    new MailFilesOnDisk(InputStream.nullInputStream()),
                    Optional.empty(),
                    out,
                    System.err,
                    false);
            assertThat(status).isLessThan(2);
        }
    }
}
