package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Mutations;
import org.triaged.series.Corpus;
import org.triaged.triage.Examination;
import org.triaged.triage.Examination.Examined;
import org.triaged.triage.MailFiles.FiledMail;

/** Whatever becomes of a mail on its way, it is parsed, assembled, judged and answered as far as it can be. */
@Tag("little-memory")
class MutatedMailTest {

    private static final long SEED = Long.getLong("triaged.seed", 11);

    private static final int ROUNDS = Integer.getInteger("triaged.mutations", 500);

    /** Mails that are judged together, too. */
    private static final int THREAD = 10;

    private static final Instant NOW = Instant.parse("2026-01-12T10:30:00Z");

    private static final double SLOW_MILLIS = 250;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** As many as the machine of CI has cores. */
    private static final int WALKS = 2;

    @Test
    void everyMutationOfAMailIsJudged() throws IOException {
        List<byte[]> mails = mails();
        List<Walk> walks = IntStream.range(0, WALKS)
                .mapToObj(number -> new Walk(SEED + number, ROUNDS / WALKS, mails))
                .toList();
        walks.parallelStream().forEach(Walk::go);
        Walk slowest = walks.stream()
                .max(Comparator.comparingDouble(walk -> walk.slowestMillis))
                .orElseThrow();
        int damaged = walks.stream().mapToInt(walk -> walk.damaged).sum();
        int answers = walks.stream().mapToInt(walk -> walk.answers).sum();
        System.out.printf(
                Locale.ROOT,
                "mutations: %d of %d seeds from %d, %d damaged, %d answers; slowest number %d of seed %d, CPU %.1f ms; %d"
                        + " over %.0f ms%n",
                ROUNDS,
                WALKS,
                SEED,
                damaged,
                answers,
                slowest.slowestRound,
                slowest.seed,
                slowest.slowestMillis,
                walks.stream().mapToInt(walk -> walk.slow).sum(),
                SLOW_MILLIS);
        assertThat(damaged).isLessThan(ROUNDS / 2);
        assertThat(answers).isPositive();
    }

    /** Mutations drawn by one seed, in one thread. */
    private static final class Walk {

        private final Examination examination = ShippedConf.examination();
        private final long seed;
        private final int rounds;
        private final List<byte[]> mails;
        private double slowestMillis;
        private long slowestRound;
        private int slow;
        private int damaged;
        private int answers;

        Walk(long seed, int rounds, List<byte[]> mails) {
            this.seed = seed;
            this.rounds = rounds;
            this.mails = mails;
        }

        void go() {
            examine(List.of(new FiledMail("unchanged", 1, mails.get(0), NOW))); // what is done once is no mail's fault
            Mutations mutations = new Mutations(seed, mails);
            for (int round = 0; round < rounds; round += THREAD) {
                List<FiledMail> thread = new ArrayList<>();
                for (byte[] raw : mutations.next(THREAD)) {
                    FiledMail mail = new FiledMail("seed " + seed, round + thread.size() + 1, raw, NOW);
                    thread.add(mail);
                    examineOne(mail);
                }
                examine(thread);
            }
        }

        private void examineOne(FiledMail mail) {
            long begin = THREADS.getCurrentThreadCpuTime();
            Examined examined = examine(List.of(mail));
            double millis = (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
            slow += millis > SLOW_MILLIS ? 1 : 0;
            if (millis > slowestMillis) {
                slowestMillis = millis;
                slowestRound = mail.n();
            }
            damaged += examined.mails().get(0).mail().isEmpty() ? 1 : 0;
            answers += (int) examined.series().stream()
                    .flatMap(seen -> seen.answer().stream())
                    .count();
        }

        /** The door of the parser makes a value of what it throws inside, so that is looked for as well. */
        private Examined examine(List<FiledMail> mail) {
            String number = mail.get(0).source() + ", number " + mail.get(0).n();
            try {
                Examined examined = examination.examine(mail, Optional.of(NOW));
                assertThat(examined.mails()).as(number).hasSameSizeAs(mail).noneMatch(read -> read.damage()
                        .startsWith("unreadable"));
                return examined;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(number, e);
            }
        }
    }

    private static List<byte[]> mails() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/golden"))) {
            for (Path mail : files.filter(file -> file.getFileName().toString().matches("[0-9]+\\.eml"))
                    .sorted()
                    .toList()) {
                mails.add(Files.readAllBytes(mail));
            }
        }
        Corpus corpus = Corpus.beside();
        if (corpus.present()) {
            mails.addAll(corpus.mails("sample.mbox"));
        } else {
            System.out.println("MutatedMailTest: without real mail, the corpus is absent (property triaged.corpus)");
        }
        return mails;
    }
}
