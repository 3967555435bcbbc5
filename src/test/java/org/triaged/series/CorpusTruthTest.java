package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.MessageId;
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
    private static final Map<String, Assembly> ASSEMBLIES = new ConcurrentSkipListMap<>();
    private static final Queue<String> DAMAGED = new ConcurrentLinkedQueue<>();
    private static final int DRAWN = 200;
    private static final int ALL_UP_TO = Integer.getInteger("triaged.permuted", 4);
    private static final int SHUFFLES = Integer.getInteger("triaged.shuffles", 10);

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
        ASSEMBLIES.put(mbox, SeriesAssembler.assemble(mails, LIST));
    }

    @Test
    void noMailIsLostOrThrownOn() {
        int mails = MAILS.values().stream().mapToInt(List::size).sum();
        System.out.printf(Locale.ROOT, "corpus: %d mails read, %d damaged or thrown on%n", mails, DAMAGED.size());
        assertThat(DAMAGED).isEmpty();
        assertThat(mails).isEqualTo(4_401);
        MAILS.forEach((mbox, read) ->
                assertThat(ASSEMBLIES.get(mbox).mails()).as(mbox).hasSameSizeAs(read));
    }

    @Test
    void patchesReadAsGitReadsThem() throws IOException {
        Score author = new Score("author");
        Score subject = new Score("subject");
        Score trailers = new Score("trailers");
        Score numstat = new Score("numstat");
        Score called = new Score("called patch or pull");
        Differences differences = new Differences("author", "subject", "trailers", "numstat", "kind");
        for (Map<String, Object> row : CORPUS.truth("truth-mailinfo.jsonl.gz")) {
            ListMail mail = MAILS.get((String) row.get("file")).get((Integer) row.get("n"));
            String id = mail.id().value();
            assertThat(id).isEqualTo(row.get("message_id"));
            GitTruth git = new GitTruth(row);
            boolean patch = mail.kind() == Kind.PATCH || mail.kind() == Kind.PULL;
            if (git.comparable(mail) && !called.count(patch)) {
                differences.add(id, "kind", "patch", mail.kind().word());
            }
            if (!git.readable() || git.reply()) {
                continue;
            }
            List<GitTruth.Difference> differing = git.differences(mail);
            differing.forEach(one -> differences.add(id, one.field(), one.theirs(), one.ours()));
            if (mail.kind() == Kind.PATCH) { // the shares are those of patches; what else differs is told all the same
                Set<String> fields =
                        differing.stream().map(GitTruth.Difference::field).collect(Collectors.toSet());
                author.count(!fields.contains("author"));
                subject.count(!fields.contains("subject"));
                trailers.count(!fields.contains("trailers"));
                numstat.count(!fields.contains("numstat"));
            }
        }
        hold(differences, Map.of(author, 0.999, subject, 0.999, trailers, 0.999, numstat, 0.999, called, 0.98));
    }

    private static void hold(Differences differences, Map<Score, Double> bars) throws IOException {
        bars.keySet().forEach(System.out::println);
        bars.forEach(
                (score, bar) -> assertThat(score.share()).as(score.toString()).isGreaterThanOrEqualTo(bar));
        assertThat(differences.untold()).isEmpty();
    }

    @Test
    void seriesAreThoseThatB4Finds() throws IOException {
        Score members = new Score("membership");
        Score number = new Score("number");
        Score total = new Score("total");
        Score version = new Score("version");
        Differences differences = new Differences("members", "number", "total", "version");
        for (B4Truth b4 : b4()) {
            String id = b4.members().values().iterator().next();
            Optional<Series> ours = b4.among(ASSEMBLIES.get(b4.file()));
            if (!members.count(ours.filter(b4::sameMembers).isPresent())) {
                differences.add(
                        id,
                        "members",
                        b4.members().size(),
                        ours.map(series -> series.patches().size()).orElse(0));
            }
            if (!number.count(ours.filter(b4::sameNumbers).isPresent())) {
                differences.add(
                        id,
                        "number",
                        b4.members().keySet(),
                        ours.map(series -> B4Truth.ours(series).keySet().toString())
                                .orElse(""));
            }
            if (!total.count(ours.filter(series -> series.total() == b4.total()).isPresent())) {
                differences.add(id, "total", b4.total(), ours.map(Series::total).orElse(0));
            }
            if (!version.count(
                    ours.filter(series -> series.version() == b4.version()).isPresent())) {
                differences.add(
                        id, "version", b4.version(), ours.map(Series::version).orElse(0));
            }
        }
        hold(differences, Map.of(members, 0.99, number, 0.99, total, 0.99, version, 0.99));
    }

    private static List<B4Truth> b4() throws IOException {
        return CORPUS.truth("truth-b4.jsonl.gz").stream()
                .map(B4Truth::new)
                .filter(b4 -> !b4.members().isEmpty())
                .toList();
    }

    /** What b4 takes from replies counts for us as well, or is kept beside with the reason why it does not. */
    @Test
    void harvestedTrailersIncludeThoseOfB4() throws IOException {
        Score series = new Score("series with all trailers that b4 harvests");
        Score trailers = new Score("trailers that b4 harvests");
        Score accepted = new Score("trailers that b4 harvests, accepted");
        Differences differences = new Differences("harvested");
        for (B4Truth b4 : b4()) {
            Optional<Series> ours = b4.among(ASSEMBLIES.get(b4.file()));
            boolean all = true;
            for (B4Truth.Followup theirs : b4.followups()) {
                String standing = ours.map(one -> theirs.standingIn(one)).orElse("");
                if (!accepted.count(standing.equals("accepted"))) {
                    differences.add(theirs.id(), "harvested", theirs.trailer().key(), standing);
                }
                all &= trailers.count(!standing.isEmpty());
            }
            series.count(all);
        }
        hold(differences, Map.of(series, 0.995, trailers, 0.995, accepted, 0.926));
    }

    /** How many lines that read like trailers do not count, and why: none of them goes astray unseen. */
    @Test
    void linesThatDoNotCountAreCountedByReason() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (WhyNot why : WhyNot.values()) {
            found.put(why.word(), 0);
        }
        ASSEMBLIES.values().stream()
                .flatMap(assembly -> assembly.series().stream())
                .flatMap(series -> series.uncounted().stream())
                .forEach(line -> found.merge(line.why().word(), 1, Integer::sum));
        List<String> lines = found.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .toList();
        System.out.println("corpus: lines that read like trailers and do not count " + found);
        assertThat(lines).isEqualTo(Files.readAllLines(Path.of("src/test/truth/uncounted.tsv")));
    }

    /**
     * Threads as they are found in archives, in all orders of arrival that we have time for; nightly all permutations up to
     * six mails, and 200 orders of longer threads. All that a series holds is compared, what was given to it and what was
     * passed over too.
     */
    @Test
    void theOrderOfMailsInAThreadChangesNothing() {
        List<List<ListMail>> threads = new ArrayList<>();
        MAILS.forEach((mbox, mails) -> threads.addAll(threads(mails)));
        Random random = new Random(DRAWN);
        Collections.shuffle(threads, random);
        int orders = 0;
        for (List<ListMail> thread : threads.subList(0, DRAWN)) {
            List<Series> series = SeriesAssembler.assemble(thread, LIST).series();
            List<List<ListMail>> permuted =
                    thread.size() <= ALL_UP_TO ? permutations(thread) : shuffles(thread, random);
            for (List<ListMail> order : permuted) {
                assertThat(SeriesAssembler.assemble(order, LIST).series())
                        .as("thread of %s", thread.get(0).id())
                        .isEqualTo(series);
            }
            orders += permuted.size();
        }
        System.out.printf(Locale.ROOT, "corpus: %d orders of %d threads give the same series%n", orders, DRAWN);
    }

    private static Collection<List<ListMail>> threads(List<ListMail> all) {
        List<ListMail> mails = Copies.sort(all).mails();
        Threads threads = new Threads(mails);
        Map<MessageId, List<ListMail>> found = new TreeMap<>();
        mails.forEach(mail -> found.computeIfAbsent(threads.thread(mail), id -> new ArrayList<>())
                .add(mail));
        return found.values();
    }

    private static List<List<ListMail>> permutations(List<ListMail> mails) {
        List<List<ListMail>> permuted = List.of(List.of());
        for (ListMail mail : mails) {
            permuted = permuted.stream()
                    .flatMap(order -> IntStream.rangeClosed(0, order.size()).mapToObj(at -> {
                        List<ListMail> longer = new ArrayList<>(order);
                        longer.add(at, mail);
                        return longer;
                    }))
                    .map(List::copyOf)
                    .toList();
        }
        return permuted;
    }

    private static List<List<ListMail>> shuffles(List<ListMail> mails, Random random) {
        return IntStream.range(0, SHUFFLES)
                .mapToObj(round -> {
                    List<ListMail> shuffled = new ArrayList<>(mails);
                    Collections.shuffle(shuffled, random);
                    return shuffled;
                })
                .toList();
    }
}
