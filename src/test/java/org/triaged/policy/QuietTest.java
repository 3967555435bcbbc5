package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * What the rules find in years of ordinary mail of one list, where a corpus lies beside the project. Silence is the normal
 * result: each patch that is said to break the rules of the certificate was looked at by a person, who wrote down why.
 */
class QuietTest {

    private static final Path LISTED = Path.of("src/test/truth/dco-violations.tsv");

    private static final String HEAD = "message_id\trule\twhy";

    private static final Instant ARRIVAL = Instant.parse("2026-08-01T00:00:00Z");

    private static final ListFacts LIST = new ListFacts(
            "qemu-devel",
            "qemu-devel.nongnu.org",
            List.of("qemu-devel@nongnu.org"),
            List.of(),
            List.of(),
            "bot@triaged.invalid");

    private static final Map<String, List<String>> FOUND = new TreeMap<>();

    private static int judged;

    @BeforeAll
    static void judgeAll() throws IOException {
        Corpus corpus = Corpus.beside();
        if (!corpus.present()) {
            System.out.println("QuietTest skipped: the corpus is absent (property triaged.corpus)");
        }
        assumeTrue(corpus.present(), "the corpus is absent");
        Judge.Terms terms = Posted.loud("qemu/2025-09-exceptions").within(Optional.of(Scope.OURS));
        for (String mbox : corpus.mboxes()) {
            if (mbox.startsWith("qemu-")) {
                List<Series> series =
                        SeriesAssembler.assemble(mails(corpus, mbox), LIST).series();
                series.forEach(one -> note(one, Judge.judge(one, terms, true)));
                judged += series.size();
            }
        }
    }

    private static List<ListMail> mails(Corpus corpus, String mbox) {
        List<ListMail> mails = new ArrayList<>();
        for (byte[] raw : corpus.mails(mbox)) {
            ParseResult result = MailParser.parse(raw, ARRIVAL, Limits.DEFAULT, Budget.UNLIMITED);
            if (result instanceof ParseResult.Parsed parsed) {
                mails.add(MailReader.read(parsed.mail(), LIST, Limits.DEFAULT));
            }
        }
        return mails;
    }

    private static void note(Series series, Judgement judgement) {
        for (Finding finding : judgement.findings()) {
            String id = finding.mail().orElse(series.root()).value();
            FOUND.computeIfAbsent(finding.rule() + " " + finding.severity().word(), rule -> new ArrayList<>())
                    .add(id + "\t" + finding.evidence() + " " + finding.note());
        }
    }

    @Test
    void everyBrokenCertificateWasReadByAPerson() throws IOException {
        Set<String> found = new TreeSet<>();
        FOUND.forEach((rule, lines) -> {
            if (rule.startsWith("dco-") && rule.endsWith(" violation")) {
                lines.forEach(line -> found.add(line.split("\t")[0] + "\t" + rule.split(" ")[0]));
            }
        });
        Set<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(LISTED)) {
            if (!line.equals(HEAD)) {
                String[] columns = line.split("\t");
                assertThat(columns).as(line).hasSize(3).doesNotContain("");
                listed.add(columns[0] + "\t" + columns[1]);
            }
        }
        assertThat(found).as("found, and listed").isEqualTo(listed);
    }

    /** For those who look through them: {@code -Dtriaged.findings=FILE} takes each finding as a line. */
    @Test
    void theCountOfEachRuleIsTold() throws IOException {
        System.out.printf(Locale.ROOT, "corpus: %d series judged%n", judged);
        FOUND.forEach((rule, lines) -> System.out.printf(Locale.ROOT, "corpus: %6d %s%n", lines.size(), rule));
        Optional<String> file = Optional.ofNullable(System.getProperty("triaged.findings"));
        if (file.isPresent()) {
            List<String> all = new ArrayList<>();
            FOUND.forEach((rule, lines) -> lines.forEach(line -> all.add(rule + "\t" + line)));
            Files.write(Path.of(file.get()), all);
        }
        assertThat(judged).isPositive();
    }
}
