package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private final Examination examination = ShippedConf.examination();

    private double slowestMillis;

    private long slowestRound;

    private int slow;

    private int damaged;

    private int answers;

    @Test
    void everyMutationOfAMailIsJudged() throws IOException {
        List<byte[]> mails = mails();
        examine(List.of(new FiledMail("unchanged", 1, mails.get(0), NOW))); // what is done once is no mail's fault
        Mutations mutations = new Mutations(SEED, mails);
        for (int round = 0; round < ROUNDS; round += THREAD) {
            List<FiledMail> thread = new ArrayList<>();
            for (byte[] raw : mutations.next(THREAD)) {
                FiledMail mail = new FiledMail("seed " + SEED, round + thread.size() + 1, raw, NOW);
                thread.add(mail);
                examineOne(mail);
            }
            examine(thread);
        }
        System.out.printf(
                Locale.ROOT,
                "mutations: %d of seed %d, %d damaged, %d answers; slowest number %d, CPU %.1f ms; %d over %.0f ms%n",
                ROUNDS,
                SEED,
                damaged,
                answers,
                slowestRound,
                slowestMillis,
                slow,
                SLOW_MILLIS);
        assertThat(damaged).isLessThan(ROUNDS / 2);
        assertThat(answers).isPositive();
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
    private Examined examine(List<FiledMail> mails) {
        String number = mails.get(0).source() + ", number " + mails.get(0).n();
        try {
            Examined examined = examination.examine(mails, Optional.of(NOW));
            assertThat(examined.mails()).as(number).hasSameSizeAs(mails).noneMatch(read -> read.damage()
                    .startsWith("unreadable"));
            return examined;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(number, e);
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
