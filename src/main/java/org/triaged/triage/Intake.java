package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.Limits;
import org.triaged.triage.Events.Event;

/** Reads what the folders hold beyond our cursors and keeps it, before anybody tries to understand it. */
public final class Intake implements AutoCloseable {

    /** UIDs asked for in one listing; there may be holes. */
    private static final int RANGE = 1000;

    private static final int BATCH = 100;

    private static final long BATCH_BYTES = 8L << 20;

    private final List<WatchedList> lists;

    private final Map<String, MailSource> sources;

    private final Ledger ledger;

    private final Confirmation confirmation;

    private final Limits limits;

    private final Events events;

    private final InstantSource clock;

    private final Patience patience;

    private final StopRequest stop;

    private final Optional<Doorbell> doorbell;

    private final Optional<Bounces> bounces;

    private final Map<String, MailSource.Unavailable> failures = new ConcurrentHashMap<>();

    /**
     * @param sources by the name of the account, and that of Maildirs by {@link WatchedList#MAILDIR}
     * @param doorbell empty: folders are polled, and not watched
     * @param bounces empty: nobody reads what comes back to our envelope sender
     */
    public Intake(
            List<WatchedList> lists,
            Map<String, MailSource> sources,
            Ledger ledger,
            Confirmation confirmation,
            Limits limits,
            Events events,
            InstantSource clock,
            Patience patience,
            StopRequest stop,
            Optional<Doorbell> doorbell,
            Optional<Bounces> bounces) {
        this.lists = List.copyOf(lists);
        this.sources = Map.copyOf(sources);
        this.patience = patience;
        this.stop = stop;
        this.doorbell = doorbell;
        this.bounces = bounces;
        this.ledger = ledger;
        this.confirmation = confirmation;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /** How the poll of one list's folder went. @param mails read; @param failure empty when it finished */
    public record Poll(String list, int mails, Optional<MailSource.Unavailable> failure) {}

    /** Polls every folder of a list that is polled; one that cannot be read does not keep the others waiting. */
    public List<Poll> run() {
        lists.stream()
                .filter(list -> !list.polled())
                .forEach(list -> events.tell(
                        Event.info("not-polled", "list", list.name(), "folder", list.folder(), "why", "import only")));
        List<Poll> polls = lists.stream()
                .filter(WatchedList::polled)
                .takeWhile(list -> !stop.made())
                .map(list -> leftAlone(list).orElseGet(() -> poll(list)))
                .toList();
        bounces.filter(some -> !stop.made()).ifPresent(Bounces::read);
        return polls;
    }

    @Override
    public void close() {
        sources.values().forEach(MailSource::close);
    }

    /** A server that failed is not asked at every poll, and what it said last still holds. */
    private Optional<Poll> leftAlone(WatchedList list) {
        Optional<String> failing = Stream.of(list.account(), folderOf(list))
                .filter(what -> patience.left(what).isPresent())
                .findFirst();
        return failing.map(what -> new Poll(list.name(), 0, Optional.of(failures.get(what))));
    }

    private Poll poll(WatchedList list) {
        int mails = 0;
        Optional<MailSource.Unavailable> leftUnread = Optional.empty();
        MailSource source = sources.get(list.account());
        try (MailSource.Folder folder = source.examine(list.folder())) {
            patience.worked(list.account());
            // Servers tell arrivals in whole seconds; what comes within this one has come after us.
            Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Mailbox mailbox = ledger.open(list, folder.uidValidity(), folder.uidNext(), start);
            long next = mailbox.nextUid();
            while (next < folder.uidNext() && !stop.made()) {
                long last = Math.min(next + RANGE, folder.uidNext()) - 1;
                mails += keep(mailbox, folder, folder.list(next, last), last);
                next = last + 1;
            }
            if (!stop.made()) {
                confirmation.lookFor(list, folder);
                leftUnread = folder.leftUnread();
                finished(list, mailbox, mails, leftUnread);
            }
            patience.worked(folderOf(list));
        } catch (MailSource.Unavailable e) {
            return failed(list, mails, e);
        }
        doorbell.ifPresent(bell -> source.watch(list.folder(), news(list, bell)));
        return new Poll(list.name(), mails, leftUnread);
    }

    /** Mails that cannot be read are no reason to leave the others alone for a while. */
    private void finished(WatchedList list, Mailbox mailbox, int mails, Optional<MailSource.Unavailable> leftUnread) {
        if (leftUnread.isPresent()) {
            tellFailure(list, leftUnread.get(), Duration.ZERO);
            return;
        }
        ledger.polled(mailbox, clock.instant());
        events.tell(Event.info(
                "poll-finished", "list", list.name(), "folder", list.folder(), "mails", Integer.toString(mails)));
    }

    private Poll failed(WatchedList list, int mails, MailSource.Unavailable failure) {
        String what =
                switch (failure.kind()) {
                    case UNREACHABLE, UNTRUSTED, LOGIN_REFUSED -> list.account();
                    case NO_FOLDER, BROKEN_OFF, MAILS_UNREAD -> folderOf(list);
                };
        failures.put(what, failure);
        Duration pause = patience.failed(what, failure.kind() == MailSource.Kind.LOGIN_REFUSED);
        tellFailure(list, failure, pause);
        return new Poll(list.name(), mails, Optional.of(failure));
    }

    private void tellFailure(WatchedList list, MailSource.Unavailable failure, Duration pause) {
        events.tell(Event.alert(
                "poll-failed",
                "list",
                list.name(),
                "kind",
                failure.kind().name(),
                "said",
                failure.getMessage(),
                "pause",
                pause.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private MailSource.News news(WatchedList list, Doorbell bell) {
        return new MailSource.News() {
            @Override
            public void arrived() {
                bell.ring();
            }

            @Override
            public void ended(String why) {
                events.tell(Event.info("watch-ended", "list", list.name(), "folder", list.folder(), "why", why));
            }
        };
    }

    private static String folderOf(WatchedList list) {
        return list.account() + " " + list.folder();
    }

    private int keep(Mailbox mailbox, MailSource.Folder folder, List<MailSource.Listing> listed, long last)
            throws MailSource.Unavailable {
        int mails = 0;
        List<List<MailSource.Listing>> batches = batches(listed);
        for (int i = 0; i < batches.size() && !stop.made(); i++) {
            List<MailSource.Listing> batch = batches.get(i);
            List<MailSource.Fetched> fetched = folder.fetch(batch, limits.rawSize(), limits.headOfTooLarge());
            boolean end = i == batches.size() - 1;
            long next = end ? last + 1 : batch.get(batch.size() - 1).uid() + 1;
            ledger.keep(mailbox, fetched, gone(batch, fetched), next);
            mails += fetched.size();
        }
        if (batches.isEmpty()) {
            ledger.keep(mailbox, List.of(), List.of(), last + 1);
        }
        return mails;
    }

    private List<List<MailSource.Listing>> batches(List<MailSource.Listing> listed) {
        List<List<MailSource.Listing>> batches = new ArrayList<>();
        long bytes = 0;
        for (MailSource.Listing mail : listed) {
            long size = mail.size() > limits.rawSize() ? limits.headOfTooLarge() : mail.size();
            boolean full =
                    batches.isEmpty() || batches.get(batches.size() - 1).size() == BATCH || bytes + size > BATCH_BYTES;
            if (full) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.get(batches.size() - 1).add(mail);
            bytes += size;
        }
        return batches;
    }

    private static List<MailSource.Listing> gone(List<MailSource.Listing> wanted, List<MailSource.Fetched> fetched) {
        Set<Long> there =
                fetched.stream().map(mail -> mail.listing().uid()).collect(Collectors.toCollection(HashSet::new));
        return wanted.stream().filter(mail -> !there.contains(mail.uid())).toList();
    }
}
