package org.triaged.triage;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.policy.Judgement;
import org.triaged.reply.Composed;
import org.triaged.reply.Composer;
import org.triaged.reply.Composition;
import org.triaged.reply.FrozenReply;
import org.triaged.reply.Sender;
import org.triaged.series.Series;
import org.triaged.triage.Events.Event;
import org.triaged.triage.ReplyGrounds.Fallen;

/** Gives a reply other bytes before it ever left, since some of what it told fell away: once, and never after an intent. */
public final class Recomposing {

    private final ReplyGrounds grounds;

    private final SeriesBook book;

    private final List<WatchedList> lists;

    private final SendJournal journal;

    private final Sender sender;

    private final Events events;

    private final InstantSource clock;

    public Recomposing(
            ReplyGrounds grounds,
            SeriesBook book,
            List<WatchedList> lists,
            SendJournal journal,
            Sender sender,
            Events events,
            InstantSource clock) {
        this.grounds = grounds;
        this.book = book;
        this.lists = List.copyOf(lists);
        this.journal = journal;
        this.sender = sender;
        this.events = events;
        this.clock = clock;
    }

    /** False once it was composed anew, and for a reply that the journal knows: its bytes may have been seen. */
    boolean mayChange(Outbox.Row row) {
        return !grounds.composedAnew(row)
                && journal.entries().stream().noneMatch(line -> line.report().equals(row.report()));
    }

    /** True when it may leave at once; else a person looks at it first. @param rest what it is to tell */
    boolean compose(Outbox.Row row, WatchedList list, Series series, Judgement rest, List<Fallen> fallen) {
        Composition task = Decider.willing(
                book,
                new Composition(series, rest, book.earlier(list.name(), series), list.facts(), sender, clock.instant())
                        .copying(list.copies(lists)));
        Composed composed = Composer.compose(row.shadow() ? task.inShadow() : task);
        if (composed instanceof Composed.Refused refused) {
            return keep(row, refused.reply(), fallen, ReplyState.HELD, Optional.of(refused.check()));
        }
        if (composed instanceof Composed.Mail mail) {
            boolean asks = Mode.of(row.mode()) == Mode.APPROVE;
            return keep(row, mail.reply(), fallen, asks ? ReplyState.WAITING : ReplyState.READY, Optional.empty());
        }
        throw new IllegalStateException("what was composed before cannot be composed anew: " + row.report());
    }

    private boolean keep(
            Outbox.Row row, FrozenReply reply, List<Fallen> fallen, ReplyState state, Optional<String> held) {
        if (!reply.messageId().equals(row.messageId()) || !reply.anchor().equals(row.anchor())) {
            throw new IllegalStateException("composed anew, it would be another reply: " + row.report());
        }
        boolean kept =
                grounds.composeAnew(row, reply, fallen, state, held.map(check -> "linter:" + check), clock.instant());
        if (kept) {
            held.ifPresent(check -> events.tell(
                    Event.alert("linter-failed", "list", row.list(), "report", row.report(), "check", check)));
            events.tell(Event.info(
                    "reply-recomposed",
                    "report",
                    row.report(),
                    "list",
                    row.list(),
                    "fell",
                    fallen.stream()
                            .map(one -> one.told().finding().rule() + "=" + one.reason())
                            .distinct()
                            .collect(Collectors.joining(",")),
                    "now",
                    state.word()));
        }
        return kept && state == ReplyState.READY;
    }
}
