package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;

/** Holds our reading of real mail against git's and b4's, where a corpus lies beside the project. */
class CorpusTruthTest {

    private static final Instant ARRIVAL = Instant.parse("2026-08-01T00:00:00Z");
    private static final ListFacts LIST = new ListFacts(
            "qemu-devel",
            "qemu-devel.nongnu.org",
            List.of("qemu-devel@nongnu.org"),
            List.of(),
            List.of(),
            "bot@triaged.invalid");
    private static final Corpus CORPUS = Corpus.beside();

    private static final Map<String, List<ListMail>> MAILS = new ConcurrentSkipListMap<>();
    private static final Queue<String> DAMAGED = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void readAll() throws IOException {
        if (!CORPUS.present()) {
            System.out.println("CorpusTruthTest skipped: the corpus is absent (property triaged.corpus)");
        }
        assumeTrue(CORPUS.present(), "the corpus is absent");
        CORPUS.mboxes().parallelStream().forEach(CorpusTruthTest::read);
    }

    private static void read(String mbox) {
        List<ListMail> mails = new ArrayList<>();
        for (byte[] raw : CORPUS.mails(mbox)) {
            ParseResult result = MailParser.parse(raw, ARRIVAL, Limits.DEFAULT, Budget.UNLIMITED);
            if (result instanceof ParseResult.Parsed parsed) {
                mails.add(MailReader.read(parsed.mail(), LIST, Limits.DEFAULT));
            } else {
                DAMAGED.add(mbox + ": " + result);
            }
        }
        MAILS.put(mbox, mails);
    }

    @Test
    void noMailIsDamaged() {
        assertThat(DAMAGED).isEmpty();
        assertThat(MAILS.values().stream().mapToInt(List::size).sum()).isEqualTo(4_401);
    }

    @Test
    void patchesReadAsGitReadsThem() throws IOException {
        Score author = new Score("author");
        Score subject = new Score("subject");
        Score trailers = new Score("trailers");
        Score numstat = new Score("numstat");
        Score called = new Score("called a patch");
        for (Map<String, Object> row : CORPUS.truth("truth-mailinfo.jsonl.gz")) {
            ListMail mail = MAILS.get((String) row.get("file")).get((Integer) row.get("n"));
            assertThat(mail.id().value()).isEqualTo(row.get("message_id"));
            GitTruth git = new GitTruth(row);
            boolean patch = mail.kind() == Kind.PATCH || mail.kind() == Kind.PULL;
            if (git.comparable(mail)) {
                called.count(patch, mail, mail.kind() + " " + mail.envelope().subject());
            }
            if (mail.kind() == Kind.PATCH && git.readable()) {
                author.count(
                        git.sameAuthor(mail),
                        mail,
                        row.get("author_name") + " <" + row.get("author_email") + "> / " + mail.author());
                subject.count(
                        git.sameSubject(mail),
                        mail,
                        row.get("subject") + " / " + mail.subject().title());
                trailers.count(git.sameTrailers(mail), mail, row.get("trailers") + " / " + mail.trailers());
                numstat.count(git.sameNumstat(mail), mail, row.get("numstat") + " / " + mail.files());
            }
        }
        for (Score score : List.of(author, subject, trailers, numstat)) {
            assertThat(score.share()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
        }
        assertThat(called.share()).as(called.toString()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void seriesHaveTheMembersThatB4FindsInThem() throws IOException {
        Map<String, Assembly> assemblies = new HashMap<>();
        MAILS.forEach((mbox, mails) -> assemblies.put(mbox, SeriesAssembler.assemble(mails, LIST)));
        Score series = new Score("series");
        for (Map<String, Object> row : CORPUS.truth("truth-b4.jsonl.gz")) {
            Map<Integer, String> members = B4Truth.members(row);
            if (members.isEmpty()) {
                continue;
            }
            Assembly assembly = assemblies.get((String) row.get("file"));
            String one = members.values().iterator().next();
            Optional<Series> ours = assembly.series().stream()
                    .filter(found -> found.members().stream()
                            .anyMatch(mail -> mail.id().value().equals(one)))
                    .findFirst();
            boolean same = ours.filter(found -> B4Truth.same(row, found)).isPresent();
            ListMail any = assembly.mails().get(0);
            series.count(
                    same,
                    any,
                    row.get("thread") + " v" + row.get("revision") + " of " + row.get("expected") + " " + members
                            + " / "
                            + ours.map(found ->
                                            "v" + found.version() + " of " + found.total() + " " + B4Truth.ours(found))
                                    .orElse("none"));
        }
        assertThat(series.share()).as(series.toString()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void theOrderOfMailsChangesNothing() {
        for (String mbox : List.of("sample.mbox", "qemu-2023.mbox.gz", "other-ai-trailers.mbox.gz")) {
            Assembly assembly = SeriesAssembler.assemble(MAILS.get(mbox), LIST);
            List<ListMail> shuffled = new ArrayList<>(MAILS.get(mbox));
            Collections.shuffle(shuffled, new Random(mbox.length()));
            assertThat(SeriesAssembler.assemble(shuffled, LIST)).as(mbox).isEqualTo(assembly);
        }
    }

    /** How often we agree, and where we do not. */
    private static final class Score {

        private final String name;
        private final List<String> differences = new ArrayList<>();
        private int all;

        Score(String name) {
            this.name = name;
        }

        void count(boolean same, ListMail mail, String difference) {
            all++;
            if (!same) {
                differences.add(mail.id() + ": " + difference);
            }
        }

        double share() throws IOException {
            System.out.printf(Locale.ROOT, "corpus: %s: %d of %d agree%n", name, all - differences.size(), all);
            Files.write(Path.of("target", "corpus-" + name.replace(' ', '-') + ".txt"), differences);
            return 1 - (double) differences.size() / all;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %d of %d differ%n%s",
                    name,
                    differences.size(),
                    all,
                    String.join("\n", differences));
        }
    }
}
