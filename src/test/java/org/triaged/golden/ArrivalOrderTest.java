package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.config.ConfigLoader;
import org.triaged.golden.Arrivals.Outcome;
import org.triaged.golden.Arrivals.Sent;
import org.triaged.mail.MessageId;
import org.triaged.series.Assembly;
import org.triaged.series.Corpus;
import org.triaged.series.ListMail;
import org.triaged.series.SeriesAssembler;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailFiles.Unreadable;
import org.triaged.triage.WatchedList;

/**
 * The series that the daemon holds are a function of the set of mails, in whatever order and batches these came. More
 * orders: {@code -Dtriaged.orders=200}; more threads of the corpus: {@code -Dtriaged.threads=200}.
 */
class ArrivalOrderTest {

    private static final int ORDERS = Integer.getInteger("triaged.orders", 2);
    private static final int THREADS = Integer.getInteger("triaged.threads", 12);
    private static final int FEW = 20;

    /** Read in little time. */
    private static final String SMALL = "qemu-2023.mbox.gz";

    private static final int LONGEST_THREAD = 40;

    @TempDir
    private static Path folder;

    private final Random random = new Random(Long.getLong("triaged.seed", 5));

    @Test
    void goldenCasesMayComeInAnyOrder() throws IOException, Unreadable {
        GoldenConf conf = new GoldenConf(Files.createDirectory(folder.resolve("confs")));
        WatchedList list = list(conf);
        int orders = 0;
        try (Arrivals arrivals = new Arrivals(folder.resolve("golden"))) {
            for (GoldenCase example : GoldenCase.all().toList()) {
                List<Sent> mails = mails(example);
                if (mails.size() > 1 && (ORDERS > 2 || example.toString().startsWith("series/"))) {
                    orders += verify(example.toString(), mails, list, arrivals);
                }
            }
        }
        System.out.printf(Locale.ROOT, "order: golden cases came in %d orders%n", orders);
    }

    @Test
    void threadsOfTheCorpusMayComeInAnyOrder() throws IOException {
        assumeTrue(Corpus.beside().present(), "the corpus is absent");
        WatchedList list = list(new GoldenConf(Files.createDirectory(folder.resolve("conf"))));
        List<List<Sent>> threads = new ArrayList<>();
        List<String> mboxes = THREADS > FEW ? Corpus.beside().mboxes() : List.of(SMALL);
        mboxes.forEach(mbox -> threads.addAll(threads(Corpus.beside(), mbox, list)));
        Collections.shuffle(threads, random);
        int orders = 0;
        try (Arrivals arrivals = new Arrivals(folder.resolve("corpus"))) {
            for (List<Sent> thread : threads.subList(0, Math.min(THREADS, threads.size()))) {
                String name = thread.get(0).read(list.facts()).id().value();
                orders += verify(name, thread, list, arrivals);
            }
        }
        System.out.printf(Locale.ROOT, "order: %d threads came in %d orders%n", THREADS, orders);
    }

    private int verify(String name, List<Sent> mails, WatchedList list, Arrivals arrivals) {
        List<ListMail> read =
                mails.stream().map(mail -> mail.read(list.facts())).toList();
        Assembly whole = SeriesAssembler.assemble(read, list.facts());
        List<String> rows = whole.series().stream().map(Arrivals::row).sorted().toList();
        List<String> kept = kept(whole);
        List<String> harvest = whole.series().stream()
                .flatMap(series -> Arrivals.harvest(series).stream())
                .sorted()
                .toList();
        List<List<Sent>> orders = orders(mails);
        for (int at = 0; at < orders.size(); at++) {
            List<Sent> order = orders.get(at);
            Outcome held = arrivals.of(at % 2 == 0 ? oneByOne(order) : batches(order), list);
            assertThat(held.rows()).as("%s, order %d", name, at).isEqualTo(rows);
            assertThat(held.series()).as("%s, order %d", name, at).hasSameElementsAs(whole.series());
            assertThat(held.mails()).as("%s, order %d", name, at).isEqualTo(kept);
            assertThat(held.harvest()).as("%s, order %d", name, at).isEqualTo(harvest);
        }
        return orders.size();
    }

    /** What check says of each mail and of each of its copies. */
    private static List<String> kept(Assembly whole) {
        return whole.mails().stream()
                .map(mail -> Arrivals.mail(
                        mail.odd("duplicate") ? "DUPLICATE" : "ASSEMBLED",
                        mail.id().value(),
                        mail.envelope().sha256(),
                        mail.kind().word(),
                        mail.author().email().orElse(""),
                        mail.sender().email().orElse(""),
                        String.join(" ", mail.oddities())))
                .sorted()
                .toList();
    }

    private List<List<Sent>> orders(List<Sent> mails) {
        List<List<Sent>> all = new ArrayList<>(Orders.of(mails, ORDERS, random));
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), ORDERS));
    }

    private static List<List<Sent>> oneByOne(List<Sent> order) {
        return order.stream().map(List::of).toList();
    }

    private List<List<Sent>> batches(List<Sent> order) {
        List<List<Sent>> batches = new ArrayList<>();
        for (int from = 0, to; from < order.size(); from = to) {
            to = from + 1 + random.nextInt(order.size() - from);
            batches.add(order.subList(from, to));
        }
        return batches;
    }

    private static WatchedList list(GoldenConf conf) {
        return ConfigLoader.load(conf.named("devel"), Optional.empty()).lists().get(0);
    }

    private static List<Sent> mails(GoldenCase example) throws IOException, Unreadable {
        Path mails = Files.createTempDirectory(folder, "mails");
        example.copyMails(mails, "\n");
        List<FiledMail> read = new ArrayList<>();
        new MailFilesOnDisk(InputStream.nullInputStream()).read(mails.toString(), false, read::add);
        return read.stream().map(mail -> new Sent(mail.raw(), mail.arrival())).toList();
    }

    /** Mails that parents connect; with the others of the mbox they have nothing to do. */
    private static List<List<Sent>> threads(Corpus corpus, String mbox, WatchedList list) {
        Map<MessageId, MessageId> top = new HashMap<>();
        Map<ListMail, Sent> sent = new HashMap<>();
        List<ListMail> all = new ArrayList<>();
        for (byte[] raw : corpus.mails(mbox)) {
            Sent mail = new Sent(raw, Instant.parse("2026-08-01T00:00:00Z"));
            ListMail read = mail.read(list.facts());
            sent.put(read, mail);
            all.add(read);
            read.envelope().parents().forEach(parent -> join(top, parent, read.id()));
        }
        Map<MessageId, List<Sent>> threads = new TreeMap<>();
        all.forEach(mail -> threads.computeIfAbsent(top(top, mail.id()), id -> new ArrayList<>())
                .add(sent.get(mail)));
        return threads.values().stream()
                .filter(thread -> thread.size() > 1 && thread.size() <= LONGEST_THREAD)
                .toList();
    }

    private static void join(Map<MessageId, MessageId> tops, MessageId one, MessageId other) {
        MessageId top = top(tops, other);
        if (!top.equals(top(tops, one))) {
            tops.put(top(tops, one), top);
        }
    }

    private static MessageId top(Map<MessageId, MessageId> tops, MessageId id) {
        MessageId top = id;
        while (tops.containsKey(top)) {
            top = tops.get(top);
        }
        return top;
    }
}
