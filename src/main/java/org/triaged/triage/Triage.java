package org.triaged.triage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.mail.ParseResult;
import org.triaged.mail.ParsedMail;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.series.Assembly;
import org.triaged.series.ListMail;
import org.triaged.series.Ripeness;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;
import org.triaged.triage.Events.Event;

/** Kept bytes to mails, mails to series, series to judgements and decisions; each step a row that is still there. */
public final class Triage {

    private static final int PARSE_BATCH = 100;

    private static final int ASSEMBLE_BATCH = 200;

    private static final int LOOK_BATCH = 50;

    private final List<WatchedList> lists;

    private final Ledger ledger;

    private final SeriesBook book;

    private final Confirmation confirmation;

    private final Decider decider;

    private final MailReading reading;

    private final Events events;

    private final InstantSource clock;

    public Triage(
            List<WatchedList> lists,
            Ledger ledger,
            SeriesBook book,
            Confirmation confirmation,
            Decider decider,
            MailReading reading,
            Events events,
            InstantSource clock) {
        this.lists = List.copyOf(lists);
        this.ledger = ledger;
        this.book = book;
        this.confirmation = confirmation;
        this.decider = decider;
        this.reading = reading;
        this.events = events;
        this.clock = clock;
    }

    public void run() {
        parse();
        for (WatchedList list : lists) {
            assemble(list);
            look(list);
        }
    }

    private void parse() {
        List<StoredMail> claimed = ledger.claimUnparsed(PARSE_BATCH, clock.instant());
        while (!claimed.isEmpty()) {
            claimed.forEach(this::parse);
            claimed = ledger.claimUnparsed(PARSE_BATCH, clock.instant());
        }
    }

    private void parse(StoredMail mail) {
        ParseResult result = reading.parse(mail.raw(), mail.arrival(), mail.size());
        if (result instanceof ParseResult.Damaged damaged) {
            quarantine(mail, damaged);
        } else if (result instanceof ParseResult.Parsed parsed) {
            Optional<ListMail> read = read(mail, parsed.mail());
            read.ifPresent(listMail -> {
                ledger.parsed(mail, listMail);
                confirmation.consider(parsed.mail());
            });
        }
    }

    /** A mail that shows a fault of ours must not keep the next one waiting. */
    private Optional<ListMail> read(StoredMail mail, ParsedMail parsed) {
        try {
            return Optional.of(
                    reading.read(parsed, WatchedList.named(lists, mail.list()).facts()));
        } catch (RuntimeException | StackOverflowError e) {
            quarantine(
                    mail, new ParseResult.Damaged("unreadable:" + e.getClass().getSimpleName(), parsed.envelope()));
            return Optional.empty();
        }
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

    private void assemble(WatchedList list) {
        List<StoredMail> fresh = ledger.unassembled(list.name(), ASSEMBLE_BATCH);
        while (!fresh.isEmpty()) {
            List<Long> done = fresh.stream().map(StoredMail::id).toList();
            Set<String> touched = fresh.stream().map(StoredMail::sha256).collect(Collectors.toSet());
            Assembly assembly = assemble(list, ledger.neighbourhood(list.name(), done));
            book.assembled(list.name(), place(list, assembly, touched), assembly.mails(), done);
            fresh = ledger.unassembled(list.name(), ASSEMBLE_BATCH);
        }
    }

    private Assembly assemble(WatchedList list, List<StoredMail> mails) {
        List<ListMail> read = new ArrayList<>();
        for (StoredMail mail : mails) {
            if (reading.parse(mail.raw(), mail.arrival(), mail.size()) instanceof ParseResult.Parsed parsed) {
                read.add(reading.read(parsed.mail(), list.facts()));
            }
        }
        return SeriesAssembler.assemble(read, list.facts());
    }

    private static List<SeriesBook.Placed> place(WatchedList list, Assembly assembly, Set<String> touched) {
        return assembly.series().stream()
                .map(series -> new SeriesBook.Placed(
                        series,
                        series.members().stream()
                                        .anyMatch(mail ->
                                                touched.contains(mail.envelope().sha256()))
                                ? Optional.of(Ripeness.speakAt(series, list.quietPeriod()))
                                : Optional.empty()))
                .toList();
    }

    private void look(WatchedList list) {
        Set<Long> looked = new HashSet<>();
        List<SeriesBook.Due> due = book.due(list.name(), clock.instant(), LOOK_BATCH);
        while (due.stream().anyMatch(series -> !looked.contains(series.series()))) {
            for (SeriesBook.Due series : due) {
                if (looked.add(series.series())) {
                    look(list, series);
                }
            }
            due = book.due(list.name(), clock.instant(), LOOK_BATCH);
        }
    }

    private void look(WatchedList list, SeriesBook.Due due) {
        List<StoredMail> neighbourhood = ledger.neighbourhood(list.name(), due.members());
        Set<Long> members = Set.copyOf(due.members());
        Set<String> memberHashes = neighbourhood.stream()
                .filter(mail -> members.contains(mail.id()))
                .map(StoredMail::sha256)
                .collect(Collectors.toSet());
        Optional<Series> series = assemble(list, neighbourhood).series().stream()
                .filter(candidate -> candidate.members().stream()
                        .anyMatch(mail -> memberHashes.contains(mail.envelope().sha256())))
                .findFirst();
        if (series.isEmpty()) {
            events.tell(Event.alert(
                    "series-lost", "list", list.name(), "root", due.root().value()));
            return;
        }
        Set<String> old = neighbourhood.stream()
                .filter(mail -> !mail.answerable())
                .map(StoredMail::sha256)
                .collect(Collectors.toSet());
        judge(list, due, series.get(), old);
    }

    /** @param old hashes of mails that were there before us */
    private void judge(WatchedList list, SeriesBook.Due due, Series series, Set<String> old) {
        Instant now = clock.instant();
        Profile.Waits waits = Judge.choose(series, list.terms()).profile().waits();
        Instant ripeAt = Ripeness.ripeAt(series, waits.coverWait(), waits.settle(), list.quietPeriod());
        boolean ripe = !now.isBefore(ripeAt);
        Judgement judgement = Judge.judge(series, list.terms(), ripe);
        SeriesBook.Reason reason = due.judged() == 0
                ? SeriesBook.Reason.FIRST
                : ripe ? SeriesBook.Reason.RIPE : SeriesBook.Reason.LATER_PART;
        boolean beforeStart = series.members().stream()
                .anyMatch(mail -> old.contains(mail.envelope().sha256()));
        SeriesBook.Decision decision = decider.decide(list, series, judgement, reason, beforeStart, now);
        book.judged(new SeriesBook.Verdict(
                due.series(),
                list.name(),
                judgement,
                reason,
                decision,
                ripe ? Optional.empty() : Optional.of(ripeAt),
                now));
        tell(list, series, judgement, decision);
    }

    private void tell(WatchedList list, Series series, Judgement judgement, SeriesBook.Decision decision) {
        String outcome = decision instanceof SeriesBook.Decision.Silent silent
                ? silent.cause()
                : ((SeriesBook.Decision.Speak) decision).state().word();
        MessageId root = series.root();
        events.tell(Event.info(
                "series-judged",
                "list",
                list.name(),
                "root",
                root.value(),
                "title",
                series.title(),
                "version",
                "v" + series.version(),
                "parts",
                series.patches().size() + "/" + series.total(),
                "profile",
                judgement.profile().id().value(),
                "findings",
                judgement.findings().stream()
                        .map(found -> found.rule()
                                + found.number().map(part -> "=" + part).orElse(""))
                        .collect(Collectors.joining(",")),
                "outcome",
                outcome));
    }
}
