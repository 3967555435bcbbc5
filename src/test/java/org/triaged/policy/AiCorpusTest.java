package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.series.Corpus;
import org.triaged.series.Kind;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/**
 * What the rules on generated content find in real mail, judged as if it had come to QEMU under the ban. What is right was
 * read by eye: every shape of a line with a key that stands in a message of the threads with tools is in a table.
 */
class AiCorpusTest {

    private static final Path SHAPES = Path.of("src/test/truth/ai-shapes.tsv");

    private static final String DECLARES = "ai";

    private static final ListFacts LIST = new ListFacts(
            "qemu-devel",
            "qemu-devel.nongnu.org",
            List.of("qemu-devel@nongnu.org"),
            List.of(),
            List.of(),
            "bot@triaged.invalid");

    private static final Judge.Terms TERMS =
            Posted.terms("qemu/2025-09-exceptions", Weight.REPLY).within(Optional.of(Scope.OURS));

    /** Not the reader of the product: a line is a key, a colon and a value, wherever in the message it stands. */
    private static final Pattern KEYED = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]+(.*?)\\s*");

    private static final Pattern PERSON = Pattern.compile(".*<[^<>\\s]+@[^<>\\s]+>.*");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{8,40} \\(.*");

    private static final int MOST_WORDS = 4;

    @BeforeEach
    void corpus() {
        if (!Corpus.beside().present()) {
            System.out.println("AiCorpusTest skipped: the corpus is absent (property triaged.corpus)");
        }
        assumeTrue(Corpus.beside().present(), "the corpus is absent");
    }

    @Test
    void ordinaryMailOfQemuHasNothingGraverThanAMention() throws IOException {
        int mails = 0;
        int judged = 0;
        List<String> grave = new ArrayList<>();
        for (String mbox : Corpus.beside().mboxes()) {
            if (mbox.startsWith("qemu-")) {
                List<ListMail> read = read(mbox);
                mails += read.size();
                for (Series series : SeriesAssembler.assemble(read, LIST).series()) {
                    judged++;
                    ofTools(series)
                            .filter(found -> found.severity() != Severity.INFO)
                            .forEach(found -> grave.add(mbox + " " + found));
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "ai: %d mails of qemu-devel, %d series, %d grave findings%n", mails, judged, grave.size());
        assertThat(grave).isEmpty();
        assertThat(mails).isEqualTo(2_890);
    }

    @Test
    void whoeverToldOfAToolIsHeardAndNobodyElse() throws IOException {
        Map<String, String> table = table();
        Map<String, Integer> counted = new TreeMap<>();
        Map<MessageId, Boolean> declares = new LinkedHashMap<>();
        List<ListMail> mails = read("other-ai-trailers.mbox.gz");
        for (ListMail mail : mails) {
            if (mail.kind() == Kind.PATCH) {
                List<String> shapes = mail.message()
                        .lines()
                        .flatMap(line -> shape(line).stream())
                        .toList();
                shapes.forEach(shape -> counted.merge(shape, 1, Integer::sum));
                declares.put(mail.id(), shapes.stream().anyMatch(shape -> DECLARES.equals(kind(table, shape))));
            }
        }
        List<String> rows = counted.entrySet().stream()
                .map(shape -> kind(table, shape.getKey()) + "\t" + shape.getKey() + "\t" + shape.getValue())
                .toList();
        assertThat(rows)
                .as("read what is new, and say in %s what it is", SHAPES)
                .isEqualTo(rows(table));
        Map<MessageId, Boolean> found = new LinkedHashMap<>();
        declares.keySet().forEach(id -> found.put(id, false));
        SeriesAssembler.assemble(mails, LIST).series().stream()
                .flatMap(AiCorpusTest::ofTools)
                .filter(told -> told.rule().equals(RuleBook.AI_DECLARED))
                .flatMap(told -> told.mail().stream())
                .filter(found::containsKey)
                .forEach(id -> found.put(id, true));
        compare(declares, found);
    }

    private static void compare(Map<MessageId, Boolean> declares, Map<MessageId, Boolean> found) {
        List<MessageId> missed = differing(declares, found, true);
        List<MessageId> invented = differing(declares, found, false);
        long right = declares.values().stream().filter(told -> told).count();
        long heard = right - missed.size();
        double recall = 100.0 * heard / right;
        double precision = 100.0 * heard / (heard + invented.size());
        System.out.printf(
                Locale.ROOT,
                "ai: %d patches, %d declare a tool; recall %.1f %%, precision %.1f %%%n",
                declares.size(),
                right,
                recall,
                precision);
        assertThat(recall).as("missed %s", missed).isGreaterThanOrEqualTo(98);
        assertThat(precision).as("invented %s", invented).isGreaterThanOrEqualTo(99.5);
    }

    private static List<MessageId> differing(
            Map<MessageId, Boolean> declares, Map<MessageId, Boolean> found, boolean declared) {
        return declares.entrySet().stream()
                .filter(mail -> mail.getValue() == declared && found.get(mail.getKey()) != declared)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** People, places and long prose stand in the table as such. */
    private static Optional<String> shape(String line) {
        Matcher keyed = KEYED.matcher(line);
        if (!keyed.matches()) {
            return Optional.empty();
        }
        String value = keyed.group(2);
        String shown = PERSON.matcher(value).matches()
                ? "PERSON"
                : value.startsWith("http")
                        ? "URL"
                        : value.indexOf('@') > 0
                                ? "ADDRESS"
                                : COMMIT.matcher(value).matches()
                                        ? "COMMIT"
                                        : value.split("\\s+").length > MOST_WORDS ? "TEXT" : value;
        return Optional.of(keyed.group(1) + "\t" + shown);
    }

    private static String kind(Map<String, String> table, String shape) {
        return table.getOrDefault(shape, "?\t0").split("\t")[0];
    }

    /** By key and value: what it is, and how often it was seen. */
    private static Map<String, String> table() throws IOException {
        return Files.readAllLines(SHAPES).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(
                        cells -> cells[1] + "\t" + cells[2],
                        cells -> cells[0] + "\t" + cells[3],
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static List<String> rows(Map<String, String> table) {
        return table.entrySet().stream()
                .map(row -> row.getValue().split("\t")[0] + "\t" + row.getKey() + "\t"
                        + row.getValue().split("\t")[1])
                .toList();
    }

    private static Stream<Finding> ofTools(Series series) {
        return Judge.judge(series, TERMS, true).findings().stream()
                .filter(found -> found.rule().value().startsWith("ai-")
                        || found.rule().value().equals("dco-sob-agent"));
    }

    private static List<ListMail> read(String mbox) {
        List<ListMail> mails = new ArrayList<>();
        for (byte[] raw : Corpus.beside().mails(mbox)) {
            ParseResult result =
                    MailParser.parse(raw, Instant.parse("2026-08-01T00:00:00Z"), Limits.DEFAULT, Budget.UNLIMITED);
            mails.add(MailReader.read(((ParseResult.Parsed) result).mail(), LIST, Limits.DEFAULT));
        }
        return mails;
    }
}
