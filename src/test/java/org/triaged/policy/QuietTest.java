package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.ParseResult;
import org.triaged.series.Corpus;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/**
 * What the rules find in years of ordinary mail of one list, where a corpus lies beside the project, each series judged as
 * if it came today. Silence is the normal result: each warning and violation was read by a person beside its mail, who
 * wrote down whether it is right, and why.
 */
class QuietTest {

    private static final Path READ = Path.of("src/test/truth/findings.tsv");

    private static final String TODAY = "qemu/2025-09-exceptions";

    private static final int QUIET = 200;

    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");

    private static final ListFacts LIST = new ListFacts(
            "qemu-devel",
            "qemu-devel.nongnu.org",
            List.of("qemu-devel@nongnu.org"),
            List.of(),
            List.of(),
            "bot@triaged.invalid");

    private static final List<Series> SERIES = new ArrayList<>();

    @BeforeAll
    static void assembleAll() throws IOException {
        Corpus corpus = Corpus.beside();
        if (!corpus.present()) {
            System.out.println("QuietTest skipped: the corpus is absent (property triaged.corpus)");
        }
        assumeTrue(corpus.present(), "the corpus is absent");
        for (String mbox : corpus.mboxes()) {
            if (mbox.startsWith("qemu-")) {
                SERIES.addAll(
                        SeriesAssembler.assemble(mails(corpus, mbox), LIST).series());
            }
        }
    }

    private static List<ListMail> mails(Corpus corpus, String mbox) {
        List<ListMail> mails = new ArrayList<>();
        for (byte[] raw : corpus.mails(mbox)) {
            if (parsed(raw, LATER) instanceof ParseResult.Parsed mail) {
                Instant sent = mail.mail().envelope().date();
                ParseResult onItsDay = parsed(raw, sent);
                mails.add(MailReader.read(((ParseResult.Parsed) onItsDay).mail(), LIST, Limits.DEFAULT));
            }
        }
        return mails;
    }

    private static ParseResult parsed(byte[] raw, Instant arrival) {
        return MailParser.parse(raw, arrival, Limits.DEFAULT, Budget.UNLIMITED);
    }

    @Test
    void everyGraveFindingWasReadByAPerson() throws IOException {
        assertThat(found(loud()))
                .as("found, and listed")
                .isEqualTo(new TreeSet<>(verdicts().keySet()));
    }

    @Test
    void mailThatIsOlderThanAPolicyIsNotHeldToIt() throws IOException {
        Judge.Terms timeline = loud().following(new Policies.Following.Timeline("qemu", new ProfileId("generic/dco")));

        assertThat(verdicts().keySet()).containsAll(found(timeline));
        assertThat(found(timeline)).noneMatch(row -> row.contains("newfile-") || row.contains("stable-cc-"));
    }

    /** With the weights that are shipped, and if everything spoke that may. */
    @Test
    void hardlyAnySeriesIsToldWhatAReaderWouldCallWrong() throws IOException {
        Judge.Terms shipped = new Judge.Terms(
                loud().policies(),
                loud().following(),
                loud().scope(),
                Posted.CONF.lists().get(0).terms().weights());

        assertThat(SERIES).hasSizeGreaterThan(100);
        assertThat(wrong("as shipped", shipped) * QUIET).isLessThanOrEqualTo(SERIES.size());
        assertThat(wrong("all that may", loud()) * QUIET).isLessThanOrEqualTo(SERIES.size());
    }

    /** For those who look through them: {@code -Dtriaged.findings=FILE} takes each finding as a line. */
    @Test
    void theCountOfEachRuleIsTold() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (Series series : SERIES) {
            for (Finding finding : Judge.judge(series, loud(), true).findings()) {
                String rule = finding.rule() + " " + finding.severity().word();
                counts.merge(rule, 1, Integer::sum);
                lines.add(String.join(
                        "\t", rule, id(series, finding), finding.weight().word(), finding.evidence(), finding.note()));
            }
        }
        counts.forEach((rule, count) -> System.out.printf(Locale.ROOT, "corpus: %6d %s%n", count, rule));
        Optional<String> file = Optional.ofNullable(System.getProperty("triaged.findings"));
        if (file.isPresent()) {
            Files.write(Path.of(file.get()), lines);
        }
        assertThat(counts).isNotEmpty();
    }

    /** Series that a mail would go out for with a finding in it that is wrong. */
    private static long wrong(String terms, Judge.Terms weights) throws IOException {
        Map<String, String> verdicts = verdicts();
        Set<String> spoken = new HashSet<>();
        Set<String> wrong = new HashSet<>();
        for (Series series : SERIES) {
            String root = series.head().id().value();
            for (Finding finding : Judge.judge(series, weights, true).spoken()) {
                spoken.add(root);
                if (!"right".equals(verdicts.get(row(series, finding)))) {
                    wrong.add(root);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "corpus: %s: %d series of %d are told something, %d of them something wrong%n",
                terms,
                spoken.size(),
                SERIES.size(),
                wrong.size());
        return wrong.size();
    }

    private static TreeSet<String> found(Judge.Terms terms) {
        return SERIES.stream()
                .flatMap(series -> Judge.judge(series, terms, true).findings().stream()
                        .filter(finding -> finding.severity() != Severity.INFO)
                        .map(finding -> row(series, finding)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Series series, Finding finding) {
        return id(series, finding) + "\t" + finding.rule();
    }

    private static String id(Series series, Finding finding) {
        return finding.mail().orElse(series.head().id()).value();
    }

    /** By mail and rule: right or wrong. */
    private static Map<String, String> verdicts() throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String line : Files.readAllLines(READ)) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t");
                assertThat(columns).as(line).hasSize(4).doesNotContain("");
                assertThat(columns[2]).as(line).isIn("right", "wrong");
                verdicts.put(columns[0] + "\t" + columns[1], columns[2]);
            }
        }
        return verdicts;
    }

    private static Judge.Terms loud() {
        Judge.Terms all = Posted.loud(TODAY);
        return new Judge.Terms(all.policies(), all.following(), Optional.of(Posted.scope()), all.weights());
    }
}
