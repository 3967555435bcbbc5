package org.triaged.golden;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Budget;
import org.triaged.mail.Limits;
import org.triaged.mail.MailParser;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.MailReader;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.series.Trailer;
import org.triaged.store.TestStore;
import org.triaged.triage.Confirmation;
import org.triaged.triage.Decider;
import org.triaged.triage.Events;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.MailReading;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Replies;
import org.triaged.triage.SendJournal;
import org.triaged.triage.StopRequest;
import org.triaged.triage.StoredMail;
import org.triaged.triage.Triage;
import org.triaged.triage.WatchedList;

/** Mails that come to the daemon in batches, into a real database; in each order they come to a list of its own. */
final class Arrivals implements AutoCloseable {

    private static final MailAddress OWN = new MailAddress("triaged@triage.example.org");

    /** Long ago, so that nothing is ever due: series are assembled, and not judged. */
    private static final Instant NEVER = Instant.EPOCH;

    /** Of parts, in the last column but one. */
    private static final Pattern RUN = Pattern.compile("\\b(\\d+)-(\\d+)(?=[\\d -]* \\| [a-z]+ [a-z-]*$)");

    private final TestStore store;
    private Instant now;
    private int lists;

    Arrivals(Path folder) {
        this(folder, NEVER);
    }

    /** @param now the clock stands there until a mail arrives later */
    Arrivals(Path folder, Instant now) {
        this.store = TestStore.in(folder);
        this.now = now;
    }

    /** One mail as a server has it. */
    record Sent(byte[] raw, Instant arrival) {

        ListMail read(ListFacts list) {
            ParseResult result = MailParser.parse(raw, arrival, Limits.DEFAULT, Budget.UNLIMITED);
            return MailReader.read(((ParseResult.Parsed) result).mail(), list, Limits.DEFAULT);
        }
    }

    /** What the daemon holds of the list after the last batch: its rows, and the series it finds from each mail. */
    record Outcome(List<String> rows, List<Series> series, List<String> mails, List<String> harvest) {}

    Outcome of(List<List<Sent>> batches, WatchedList list) {
        WatchedList own = arrive(batches, list);
        return new Outcome(rows(own), series(own), mails(own), harvest(own));
    }

    /** The list of its own that they came to. */
    WatchedList arrive(List<List<Sent>> batches, WatchedList list) {
        WatchedList own = named(list, "list-" + lists++);
        Triage triage = triage(own);
        Mailbox mailbox = store.ledger().open(own, 1, 1, Instant.EPOCH);
        long uid = 1;
        for (List<Sent> batch : batches) {
            List<Fetched> fetched = new ArrayList<>();
            for (Sent mail : batch) {
                fetched.add(new Fetched(new Listing(uid++, mail.arrival(), mail.raw().length), mail.raw()));
            }
            store.ledger().keep(mailbox, fetched, List.of(), uid);
            now = now.equals(NEVER) ? NEVER : youngest(batch);
            triage.run();
        }
        return own;
    }

    private static Instant youngest(List<Sent> batch) {
        return batch.stream().map(Sent::arrival).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Looks at what is due then. */
    void later(WatchedList own, Duration by) {
        now = now.plus(by);
        triage(own).run();
    }

    /** The mails of ours that were made, as text. */
    List<String> replies() {
        Replies replies = store.database().replies("admin", () -> now);
        return replies.replies(Replies.Choice.ALL).stream()
                .map(reply -> new String(replies.raw(reply.report()).orElseThrow(), StandardCharsets.US_ASCII))
                .toList();
    }

    long assembled(WatchedList list) {
        String count = "SELECT COUNT(*) FROM mail WHERE state = 'ASSEMBLED' AND list = '" + list.name() + "'";
        return Long.parseLong(store.rows(count).get(0));
    }

    private static WatchedList named(WatchedList list, String name) {
        ListFacts facts = list.facts();
        return new WatchedList(
                new ListFacts(
                        name,
                        facts.listId(),
                        facts.addresses(),
                        facts.relays(),
                        facts.tags(),
                        facts.ownAddress(),
                        facts.maintainers(),
                        facts.people()),
                list.account(),
                list.folder(),
                list.polled(),
                list.mode(),
                list.terms(),
                list.robots(),
                list.quietPeriod(),
                list.maxAge(),
                list.unknownGrace());
    }

    /** A series in the words of its row. */
    static String row(Series series) {
        return series.root() + " v" + series.version() + " of " + series.total() + " "
                + series.members().stream()
                        .map(mail -> mail.id().value())
                        .sorted()
                        .toList()
                + (series.resend() ? " resend" : "") + (series.partial() ? " partial" : "")
                + series.previous().map(id -> " after " + id).orElse("")
                + series.newer().map(id -> " before " + id).orElse("");
    }

    private List<String> rows(WatchedList list) {
        Map<String, List<String>> members = new TreeMap<>();
        for (String member : store.rows("SELECT p.series, m.known_as FROM series_patch p JOIN mail m ON m.id = p.mail"
                + " WHERE m.list = '" + list.name() + "' ORDER BY m.known_as")) {
            String[] columns = member.split(" ", 2);
            members.computeIfAbsent(columns[0], series -> new ArrayList<>()).add(columns[1]);
        }
        return members.entrySet().stream()
                .map(series -> columns(series.getKey()).formatted(series.getValue()))
                .sorted()
                .toList();
    }

    /** What was given to a series, in the words of its rows. */
    static List<String> harvest(Series series) {
        List<String> lines = new ArrayList<>();
        series.trailers()
                .forEach(row -> lines.add(harvest(
                        series,
                        row.fromMail(),
                        row.trailer(),
                        row.appliesTo(),
                        row.reason().map(why -> "refused " + why).orElse("accepted "))));
        series.uncounted()
                .forEach(row -> lines.add(harvest(
                        series,
                        row.fromMail(),
                        row.trailer(),
                        row.appliesTo(),
                        "uncounted " + row.why().word())));
        return lines;
    }

    private static String harvest(
            Series series, MessageId mail, Trailer trailer, List<MessageId> appliesTo, String standing) {
        String parts = series.patches().entrySet().stream()
                .filter(patch -> appliesTo.contains(patch.getValue().id()))
                .map(patch -> patch.getKey().toString())
                .collect(Collectors.joining(" "));
        return String.join(" | ", series.root().value(), mail.value(), trailer.line(), parts, standing);
    }

    private List<String> harvest(WatchedList list) {
        return store
                .rows("SELECT s.root || ' | ' || h.message_id || ' | ' || h.trailer_key || ': ' || h.content || ' | '"
                        + " || h.parts || ' | ' || h.standing || ' ' || COALESCE(h.reason, '')"
                        + " FROM harvested_trailer h JOIN series s ON s.id = h.series"
                        + " WHERE s.list = '" + list.name() + "'")
                .stream()
                .map(row -> RUN.matcher(row).replaceAll(Arrivals::numbers))
                .sorted()
                .toList();
    }

    private static String numbers(MatchResult run) {
        return IntStream.rangeClosed(Integer.parseInt(run.group(1)), Integer.parseInt(run.group(2)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private String columns(String series) {
        return store.rows("SELECT root || ' v' || version || ' of ' || total || ' %s'"
                        + " || CASE WHEN resend THEN ' resend' ELSE '' END"
                        + " || CASE WHEN partial THEN ' partial' ELSE '' END"
                        + " || COALESCE(' after ' || previous_root, '') || COALESCE(' before ' || newer_root, '')"
                        + " FROM series WHERE id = " + series)
                .get(0);
    }

    /** A mail in the words of its row. */
    static String mail(String... words) {
        return String.join(" | ", words);
    }

    private List<String> mails(WatchedList list) {
        return store
                .rows("SELECT state || ' | ' || message_id || ' | ' || sha256 || ' | ' || kind || ' | '"
                        + " || COALESCE(author_address, '') || ' | ' || COALESCE(sender_address, '') || ' | ' || oddities"
                        + " FROM mail WHERE list = '" + list.name() + "'")
                .stream()
                .sorted()
                .toList();
    }

    private List<Series> series(WatchedList list) {
        Map<String, Series> found = new TreeMap<>();
        for (String head : store.rows("SELECT MIN(p.mail) FROM series_patch p JOIN mail m ON m.id = p.mail"
                + " WHERE m.list = '" + list.name() + "' GROUP BY p.series")) {
            List<StoredMail> mails = store.ledger().neighbourhood(list.name(), List.of(Long.valueOf(head)));
            SeriesAssembler.assemble(
                            read(list, mails), read(list, store.ledger().copiesOf(mails)), list.facts())
                    .series()
                    .forEach(series -> found.put(
                            series.root() + " v" + series.version() + " "
                                    + series.head().id(),
                            series));
        }
        return List.copyOf(found.values());
    }

    private List<ListMail> read(WatchedList list, List<StoredMail> mails) {
        return mails.stream()
                .map(mail -> new Sent(store.ledger().raw(mail), mail.arrival()).read(list.facts()))
                .toList();
    }

    private Triage triage(WatchedList list) {
        Sender sender = new Sender(OWN, OWN, "triaged test", new ReplyIds(new byte[32]));
        MailReading reading = new MailReading(Limits.DEFAULT);
        InstantSource clock = () -> now;
        SendJournal empty = new SendJournal() {
            @Override
            public List<JournalEntry> history() {
                return List.of();
            }

            @Override
            public boolean damaged() {
                return false;
            }

            @Override
            public void append(JournalEntry.Event event, Map<String, String> fields) {
                throw new IllegalStateException("nothing is ever sent");
            }
        };
        Confirmation confirmation =
                new Confirmation(store.outbox(), empty, store.auditTrail(), OWN, reading, Events.SILENT, clock);
        Decider decider = new Decider(store.seriesBook(), sender, (reply, spoken) -> {}, Events.SILENT);
        return new Triage(
                List.of(list),
                store.ledger(),
                store.seriesBook(),
                confirmation,
                decider,
                reading,
                new FreshMaintainers(new MaintainersOnDisk(), Events.SILENT),
                Events.SILENT,
                clock,
                new StopRequest());
    }

    @Override
    public void close() {
        store.close();
    }
}
