package org.triaged.triage;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.DeliveryReport;
import org.triaged.mail.Envelope;
import org.triaged.mail.Limits;
import org.triaged.mail.ParseResult;
import org.triaged.reply.ReplyIds;
import org.triaged.triage.BounceBook.Bounce;
import org.triaged.triage.BounceBook.Verdict;
import org.triaged.triage.Events.Event;

/**
 * Reads what comes back to our envelope sender, from a folder of its own. A bounce counts when its address is one that we
 * made and a mail server says in the part for programs that the recipient failed for good; no text is searched.
 */
public final class Bounces {

    private static final int RANGE = 500;

    /** A mail over which the process died so often is kept, and not read. */
    private static final int MOST_ATTEMPTS = 2;

    private static final String WHAT = "bounces";

    /** Where a mail server writes whom a mail was for. */
    private static final List<String> RECIPIENT_FIELDS = List.of("X-Original-To", "Delivered-To", "Envelope-To", "To");

    private final Source source;

    private final BounceBook book;

    private final ReplyIds ids;

    private final List<WatchedList> lists;

    private final Events events;

    private final InstantSource clock;

    private final Patience patience;

    private final MailReading reading;

    /** Where they lie. @param account its name in conf */
    public record Source(String account, String folder, MailSource mails) {}

    public Bounces(
            Source source,
            BounceBook book,
            ReplyIds ids,
            List<WatchedList> lists,
            Events events,
            InstantSource clock,
            Patience patience,
            MailReading reading) {
        this.source = source;
        this.book = book;
        this.ids = ids;
        this.lists = List.copyOf(lists);
        this.events = events;
        this.clock = clock;
        this.patience = patience;
        this.reading = reading;
    }

    void read() {
        if (patience.left(WHAT).isPresent()) {
            return;
        }
        try (MailSource.Folder folder = source.mails().examine(source.folder())) {
            BounceBook.Place place = new BounceBook.Place(source.account(), source.folder(), folder.uidValidity());
            long next = book.next(place);
            while (next < folder.uidNext()) {
                long last = Math.min(next + RANGE, folder.uidNext()) - 1;
                keep(place, folder, folder.list(next, last));
                book.keep(place, List.of(), last + 1, clock.instant());
                next = last + 1;
            }
            book.forget(clock.instant());
            patience.worked(WHAT);
        } catch (MailSource.Unavailable e) {
            events.tell(Event.alert(
                    "bounces-unread",
                    "folder",
                    source.folder(),
                    "said",
                    e.getMessage(),
                    "pause",
                    patience.failed(WHAT, e.kind() == MailSource.Kind.LOGIN_REFUSED)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()));
        }
    }

    /** One at a time: each may be as large as the limit allows. */
    private void keep(BounceBook.Place place, MailSource.Folder folder, List<MailSource.Listing> listed)
            throws MailSource.Unavailable {
        Limits limits = reading.limits();
        for (MailSource.Listing one : listed) {
            List<Bounce> bounces = new ArrayList<>();
            boolean killer = book.begin(place, one.uid()) > MOST_ATTEMPTS;
            for (MailSource.Fetched mail : folder.fetch(List.of(one), limits.rawSize(), limits.headOfTooLarge())) {
                bounces.add(killer ? not(mail, Verdict.UNREADABLE, Optional.empty()) : read(mail));
            }
            if (killer) {
                events.tell(Event.alert(
                        "bounce-left-unread",
                        "folder",
                        source.folder(),
                        "uid",
                        Long.toString(one.uid()),
                        "next",
                        "the process died over this mail twice; please report it"));
            }
            List<String> dead = book.keep(place, bounces, one.uid() + 1, clock.instant());
            bounces.forEach(this::tell);
            dead.forEach(address -> events.tell(Event.alert(
                    "address-dead",
                    "address",
                    address,
                    "next",
                    "replies to this author go to the list alone; when it works again: triaged replies revive "
                            + address + " --reason TEXT")));
        }
    }

    /** A fault of ours in one mail must not keep the next one waiting. */
    private Bounce read(MailSource.Fetched mail) {
        try {
            return judge(mail);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof CannotStart) {
                throw e;
            }
            return not(mail, Verdict.UNREADABLE, Optional.empty());
        }
    }

    private Bounce judge(MailSource.Fetched mail) {
        ParseResult result = reading.parse(
                mail.bytes(), mail.listing().arrival(), mail.listing().size());
        if (result instanceof ParseResult.Parsed parsed) {
            return judge(mail, parsed.mail().envelope());
        }
        return not(mail, Verdict.UNREADABLE, Optional.empty());
    }

    private Bounce judge(MailSource.Fetched mail, Envelope envelope) {
        Optional<String> report = RECIPIENT_FIELDS.stream()
                .flatMap(field -> envelope.people(field).stream())
                .flatMap(person -> person.email().stream())
                .flatMap(address -> ids.bounced(address).stream())
                .findFirst();
        if (report.isEmpty()) {
            return not(mail, Verdict.NO_TAG, Optional.empty());
        }
        Optional<Outbox.Row> reply = report.flatMap(book::reply);
        if (reply.isEmpty()) {
            return not(mail, Verdict.UNKNOWN_REPORT, report);
        }
        Optional<DeliveryReport> said = DeliveryReport.in(envelope, mail.bytes());
        if (said.isEmpty()) {
            return not(mail, Verdict.NOT_A_REPORT, report);
        }
        List<DeliveryReport.Recipient> failed = said.get().recipients().stream()
                .filter(DeliveryReport.Recipient::failedForGood)
                .toList();
        return failed.isEmpty()
                ? not(mail, Verdict.NOT_FAILED, report)
                : failed.stream()
                        .flatMap(recipient -> judge(mail, reply.get(), recipient).stream())
                        .findFirst()
                        .orElseGet(() -> not(mail, Verdict.OTHER_RECIPIENT, report));
    }

    /** Only whom we wrote to: a list may pass our envelope on to its subscribers. */
    private Optional<Bounce> judge(MailSource.Fetched mail, Outbox.Row reply, DeliveryReport.Recipient recipient) {
        List<String> listAddresses = lists.stream()
                .filter(list -> list.name().equals(reply.list()))
                .flatMap(list -> list.facts().addresses().stream())
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
        return reply.recipients().stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(recipient.addresses()::contains)
                .findFirst()
                .map(address -> new Bounce(
                        mail,
                        listAddresses.contains(address) ? Verdict.LIST : Verdict.AUTHOR,
                        Optional.of(reply.report()),
                        Optional.of(reply.list()),
                        Optional.of(address),
                        Optional.of(recipient.status())));
    }

    private void tell(Bounce bounce) {
        if (bounce.verdict() == Verdict.LIST) {
            events.tell(Event.alert(
                    "list-bounced",
                    "list",
                    bounce.list().orElse(""),
                    "report",
                    bounce.report().orElse(""),
                    "status",
                    bounce.status().orElse(""),
                    "next",
                    "see whether the list still takes our mail; two in a day trip the circuit breaker"));
        } else {
            events.tell(Event.info(
                    "bounce-read",
                    "verdict",
                    bounce.verdict().word(),
                    "report",
                    bounce.report().orElse("")));
        }
    }

    private static Bounce not(MailSource.Fetched mail, Verdict verdict, Optional<String> report) {
        return new Bounce(mail, verdict, report, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
