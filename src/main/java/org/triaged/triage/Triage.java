package org.triaged.triage;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.triaged.mail.ParseResult;
import org.triaged.mail.ParsedMail;
import org.triaged.policy.Answers;
import org.triaged.series.Assembly;
import org.triaged.series.ListMail;
import org.triaged.series.Ripeness;
import org.triaged.series.Series;
import org.triaged.triage.Events.Event;

/** Kept bytes to mails, mails to series, series to judgements and decisions; each step a row that is still there. */
public final class Triage {

    private static final int PARSE_BATCH = 100;

    private static final int ASSEMBLE_BATCH = 10_000;

    private static final int LOOK_BATCH = 50;

    /** Assembled in one batch. */
    private static final int THREADS = 50;

    private final List<WatchedList> lists;

    private final Ledger ledger;

    private final SeriesBook book;

    private final Confirmation confirmation;

    private final MailReading reading;

    private final StoredReading stored;

    private final FreshMaintainers maintainers;

    private final Decider decider;

    private final Judging judging;

    private final Events events;

    private final InstantSource clock;

    private final StopRequest stop;

    public Triage(
            List<WatchedList> lists,
            Ledger ledger,
            SeriesBook book,
            Confirmation confirmation,
            Decider decider,
            MailReading reading,
            FreshMaintainers maintainers,
            Events events,
            InstantSource clock,
            StopRequest stop) {
        this.lists = List.copyOf(lists);
        this.ledger = ledger;
        this.book = book;
        this.confirmation = confirmation;
        this.reading = reading;
        this.stored = new StoredReading(ledger, reading);
        this.maintainers = maintainers;
        this.decider = decider;
        this.judging = new Judging(book, decider, events, clock);
        this.events = events;
        this.clock = clock;
        this.stop = stop;
    }

    public void run() {
        run(Runnable::run, Progress.UNHEARD, 0);
    }

    /**
     * The same for very many mails, of which none is answered: steps are committed together, so who dies in between does
     * more of them again.
     *
     * @param mails about as many wait to be read
     */
    void catchUp(int mails, Progress progress) {
        run(ledger::atOnce, progress, mails);
    }

    private void run(Consumer<Runnable> batch, Progress progress, int mails) {
        parse(batch, progress, mails);
        for (WatchedList list : lists) {
            WatchedList knowing = maintainers.knowing(list);
            assemble(knowing, batch);
            look(knowing, batch);
        }
    }

    private void parse(Consumer<Runnable> batch, Progress progress, int mails) {
        for (StoredMail killer : ledger.quarantineKillers(clock.instant())) {
            events.tell(Event.alert(
                    "mail-quarantined", "list", killer.list(), "mail", Long.toString(killer.id()), "reason", "crash"));
        }
        int read = 0;
        List<StoredMail> claimed = ledger.claimUnparsed(PARSE_BATCH);
        while (!claimed.isEmpty() && !stop.made()) {
            List<StoredMail> these = claimed;
            batch.accept(() -> parse(these));
            read += these.size();
            progress.made(read, Math.max(read, mails));
            claimed = stop.made() ? List.of() : ledger.claimUnparsed(PARSE_BATCH);
        }
    }

    private void parse(List<StoredMail> claimed) {
        for (StoredMail mail : claimed) {
            parse(mail);
            if (stop.made()) {
                return;
            }
        }
    }

    /** Our own mail is recognised before its row says that it was read: who dies in between looks at it again. */
    private void parse(StoredMail mail) {
        ParseResult result = reading.parse(ledger.raw(mail), mail.arrival(), mail.size());
        if (result instanceof ParseResult.Damaged damaged) {
            quarantine(mail, damaged);
        } else if (result instanceof ParseResult.Parsed parsed) {
            confirmation.consider(parsed.mail());
            read(mail, parsed.mail())
                    .ifPresent(listMail -> ledger.parsed(
                            mail,
                            listMail,
                            stored.copies(listed(mail), listMail.id()),
                            decider.robot(listed(mail), listMail)));
        }
    }

    /** A mail that shows a fault of ours must not keep the next one waiting. */
    private Optional<ListMail> read(StoredMail mail, ParsedMail parsed) {
        try {
            return Optional.of(reading.read(parsed, listed(mail).facts()));
        } catch (RuntimeException | StackOverflowError e) {
            quarantine(
                    mail, new ParseResult.Damaged("unreadable:" + e.getClass().getSimpleName(), parsed.envelope()));
            return Optional.empty();
        }
    }

    private WatchedList listed(StoredMail mail) {
        return WatchedList.named(lists, mail.list());
    }

    private void quarantine(StoredMail mail, ParseResult.Damaged damaged) {
        ledger.quarantine(mail, damaged.reason(), damaged.envelope(), clock.instant());
        events.tell(Event.alert(
                "mail-quarantined",
                "list",
                mail.list(),
                "message-id",
                damaged.envelope().id().value(),
                "reason",
                damaged.reason()));
    }

    /** Mails that nothing connects are assembled apart, else it would count who came in one batch. */
    private void assemble(WatchedList list, Consumer<Runnable> batch) {
        Set<Long> stuck = new HashSet<>();
        List<StoredMail> fresh = unassembled(list, stuck);
        while (!fresh.isEmpty() && !stop.made()) {
            Set<Long> open = fresh.stream().map(StoredMail::id).collect(Collectors.toCollection(LinkedHashSet::new));
            while (!open.isEmpty() && !stop.made()) {
                batch.accept(() -> assemble(list, open, stuck));
            }
            fresh = unassembled(list, stuck);
        }
    }

    /** Some of those that are open. */
    private void assemble(WatchedList list, Set<Long> open, Set<Long> stuck) {
        for (int thread = 0; thread < THREADS && !open.isEmpty() && !stop.made(); thread++) {
            long first = open.iterator().next();
            if (attempt("assemble", list, "mail " + first, () -> assemble(list, first, open))
                    .isEmpty()) {
                stuck.add(first);
            }
            open.remove(first);
        }
    }

    private List<StoredMail> unassembled(WatchedList list, Set<Long> stuck) {
        return ledger.unassembled(list.name(), ASSEMBLE_BATCH + stuck.size()).stream()
                .filter(mail -> !stuck.contains(mail.id()))
                .toList();
    }

    /** @param open mails that wait to be assembled; those that are leave it */
    private boolean assemble(WatchedList list, long first, Set<Long> open) {
        List<StoredMail> neighbourhood = ledger.neighbourhood(list.name(), List.of(first));
        List<StoredMail> fresh =
                neighbourhood.stream().filter(mail -> open.contains(mail.id())).toList();
        Set<String> touched = fresh.stream().map(StoredMail::sha256).collect(Collectors.toSet());
        List<Long> done = fresh.stream().map(StoredMail::id).toList();
        Assembly assembly = stored.assemble(list, neighbourhood);
        List<ListMail> mails =
                assembly.mails().stream().filter(mail -> !mail.odd("duplicate")).toList();
        book.assembled(list.name(), place(list, assembly, touched), mails, done);
        done.forEach(open::remove);
        return true;
    }

    private static List<SeriesBook.Placed> place(WatchedList list, Assembly assembly, Set<String> touched) {
        Answers answers = Answers.among(assembly.mails());
        return assembly.series().stream()
                .map(series -> new SeriesBook.Placed(
                        series,
                        series.members().stream().anyMatch(mail -> isIn(touched, mail))
                                ? Optional.of(Ripeness.speakAt(series, list.quietPeriod()))
                                : Optional.empty(),
                        answers.to(series).stream()
                                .map(Answers.Answer::mail)
                                .filter(mail ->
                                        isIn(touched, mail) && !mail.trailers().isEmpty())
                                .map(mail -> mail.envelope().arrival())
                                .max(Comparator.naturalOrder())))
                .toList();
    }

    private static boolean isIn(Set<String> hashes, ListMail mail) {
        return hashes.contains(mail.envelope().sha256());
    }

    /**
     * Series among the same mails are looked at together: a thread may hold a thousand of them. An older version comes first,
     * whenever it arrived, for a newer one says what it had already.
     */
    private void look(WatchedList list, Consumer<Runnable> batch) {
        Looking looking = new Looking();
        List<SeriesBook.Due> due = due(list, looking.at);
        while (!due.isEmpty() && !stop.made()) {
            List<SeriesBook.Due> these = due;
            batch.accept(() -> look(list, these, looking));
            due = due(list, looking.at);
        }
    }

    /** What has been looked at, and among which mails the last one was. */
    private static final class Looking {

        private final Set<Long> at = new HashSet<>();
        private Optional<Surroundings> last = Optional.empty();
    }

    private void look(WatchedList list, List<SeriesBook.Due> those, Looking looking) {
        List<SeriesBook.Due> due = those;
        while (!due.isEmpty() && !stop.made()) {
            SeriesBook.Due first = due.get(0);
            Optional<Surroundings> around =
                    looking.last.filter(mails -> mails.hold(first)).or(() -> around(list, first));
            looking.at.add(first.series());
            if (around.isPresent()) {
                for (SeriesBook.Due one : around.get().olderFirst(due)) {
                    if (!stop.made()) {
                        looking.at.add(one.series());
                        look(list, one, around.get());
                    }
                }
            }
            looking.last = around;
            due = due.stream()
                    .filter(series -> !looking.at.contains(series.series()))
                    .toList();
        }
    }

    /** What could not be judged stays due, and must not hide what waits behind it. */
    private List<SeriesBook.Due> due(WatchedList list, Set<Long> looked) {
        return book.due(list.name(), clock.instant(), LOOK_BATCH + looked.size()).stream()
                .filter(series -> !looked.contains(series.series()))
                .toList();
    }

    private Optional<Surroundings> around(WatchedList list, SeriesBook.Due due) {
        return attempt("look", list, due.root().value(), () -> {
            List<StoredMail> mails = ledger.neighbourhood(list.name(), due.members());
            return Surroundings.of(mails, stored.assemble(list, mails));
        });
    }

    private void look(WatchedList list, SeriesBook.Due due, Surroundings around) {
        Optional<Series> series = around.find(due);
        if (series.isEmpty()) {
            events.tell(Event.alert(
                    "series-lost", "list", list.name(), "root", due.root().value()));
            return;
        }
        attempt("judge", list, due.root().value(), () -> {
            judging.judge(list, due, series.get(), around);
            return true;
        });
    }

    /** A fault of ours in one mail must not keep the others waiting; without the database nobody goes on. */
    private <T> Optional<T> attempt(String step, WatchedList list, String about, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof CannotStart) {
                throw e;
            }
            events.tell(Event.alert(
                    "triage-failed", "list", list.name(), "step", step, "about", about, "fault", Said.innermost(e)));
            return Optional.empty();
        }
    }
}
