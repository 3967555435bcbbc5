package org.triaged.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.policy.Judgement;
import org.triaged.policy.JudgingDate;
import org.triaged.reply.Answerable;
import org.triaged.reply.Composed;
import org.triaged.reply.Composer;
import org.triaged.reply.Composition;
import org.triaged.reply.Earlier;
import org.triaged.reply.FrozenReply;
import org.triaged.reply.Robots;
import org.triaged.reply.Sender;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.triage.Events.Event;
import org.triaged.triage.SeriesBook.Decision;

/** Decides whether a judged series is answered, and by what. Silence is the normal result, and it has a reason. */
public final class Decider {

    private final SeriesBook book;

    private final Sender sender;

    private final Shelf shelf;

    private final Events events;

    private final List<WatchedList> lists;

    /** Of one list among no others. */
    public Decider(SeriesBook book, Sender sender, Shelf shelf, Events events) {
        this(book, sender, shelf, events, List.of());
    }

    /** @param lists all that are watched; a reply goes to one of them alone */
    public Decider(SeriesBook book, Sender sender, Shelf shelf, Events events, List<WatchedList> lists) {
        this.book = book;
        this.sender = sender;
        this.shelf = shelf;
        this.events = events;
        this.lists = List.copyOf(lists);
    }

    /** @param beforeStart a member was there before us */
    Decision decide(
            WatchedList list,
            Series series,
            Restrained judged,
            SeriesBook.Reason reason,
            boolean beforeStart,
            Instant now) {
        Judgement judgement = judged.judgement();
        Optional<MessageId> answered = book.alreadyAnswered(list.name(), series);
        if (answered.isPresent()) {
            return new Decision.Silent("already-covered", answered);
        }
        Optional<Earlier> earlier = book.earlier(list.name(), series);
        return silence(list, series, judged, earlier, reason, beforeStart, now)
                .<Decision>map(cause -> new Decision.Silent(cause, Optional.empty()))
                .or(() -> series.newer().map(newer -> new Decision.Silent("newer-version", Optional.of(newer))))
                .orElseGet(() -> compose(
                        list,
                        willing(new Composition(series, judgement, earlier, list.facts(), sender, now)
                                .copying(list.copies(lists)))));
    }

    /** Why that mail is never answered, whatever series it is in. */
    Optional<String> robot(WatchedList list, ListMail mail) {
        return new Robots(sender, list.robots()).reason(mail);
    }

    private Optional<String> silence(
            WatchedList list,
            Series series,
            Restrained judged,
            Optional<Earlier> earlier,
            SeriesBook.Reason reason,
            boolean beforeStart,
            Instant now) {
        if (!judged.judgement().speaks()) {
            boolean settled =
                    earlier.filter(before -> !before.spoken().isEmpty()).isPresent();
            return judged.muted()
                    .map(Restraint.Cause::word)
                    .or(() -> Optional.of(settled ? "settled-in" : "no-speaking-finding"));
        }
        if (reason == SeriesBook.Reason.LATER_PART) {
            return Optional.of("later-part");
        }
        if (reason == SeriesBook.Reason.RE_EVALUATION) {
            return Optional.of("re-evaluation");
        }
        if (beforeStart) {
            return Optional.of("before-start");
        }
        if (!Answerable.check(series, list.facts(), sender, list.robots())) {
            return Optional.of("not-answerable");
        }
        return isTooOld(list, series, now) ? Optional.of("too-old") : Optional.empty();
    }

    static boolean isTooOld(WatchedList list, Series series, Instant now) {
        Envelope head = series.head().envelope();
        return head.arrival().plus(list.maxAge()).isBefore(now)
                || head.date().isBefore(head.arrival().minus(JudgingDate.LONGEST_TRANSIT));
    }

    private Composition willing(Composition task) {
        return willing(book, task);
    }

    /** Naming nobody who wants no copy. */
    static Composition willing(SeriesBook book, Composition task) {
        return task.sparing(address -> book.wantsNoCopy(address.value()));
    }

    private Decision compose(WatchedList list, Composition task) {
        Composed composed = Composer.compose(task);
        if (composed instanceof Composed.Impossible impossible) {
            return new Decision.Silent(impossible.cause(), Optional.empty());
        }
        if (composed instanceof Composed.Refused refused) {
            tell(list, refused);
            return new Decision.Speak(
                    refused.reply(),
                    list.mode(),
                    ReplyState.HELD,
                    Optional.of("linter:" + refused.check()),
                    task.now());
        }
        FrozenReply reply = ((Composed.Mail) composed).reply();
        ReplyState state =
                switch (list.mode()) {
                    case RECORD -> ReplyState.RECORDED;
                    case DRY_RUN -> ReplyState.WRITTEN;
                    case SHADOW -> ReplyState.RECORDED;
                    case APPROVE -> ReplyState.WAITING;
                    case LIVE -> ReplyState.READY;
                };
        if (state == ReplyState.WRITTEN) {
            shelf.lay(reply, task.judgement().spoken());
        }
        return new Decision.Speak(
                reply,
                list.mode(),
                state,
                Optional.empty(),
                task.now().plus(list.sending().delay()),
                forAdmins(list, task));
    }

    private Optional<Decision.ForAdmins> forAdmins(WatchedList list, Composition task) {
        if (list.mode() != Mode.SHADOW) {
            return Optional.empty();
        }
        Composed composed = Composer.compose(task.inShadow());
        if (composed instanceof Composed.Refused refused) {
            tell(list, refused);
            return Optional.of(
                    new Decision.ForAdmins(refused.reply(), ReplyState.HELD, Optional.of("linter:" + refused.check())));
        }
        return Optional.of(
                new Decision.ForAdmins(((Composed.Mail) composed).reply(), ReplyState.READY, Optional.empty()));
    }

    private void tell(WatchedList list, Composed.Refused refused) {
        events.tell(Event.alert(
                "linter-failed", "list", list.name(), "report", refused.reply().report(), "check", refused.check()));
    }
}
