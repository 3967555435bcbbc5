package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.Events.Event;

/** Takes replies that are due to the server: each once, or not at all. One connection a mail, no transaction across it. */
public final class Delivery {

    private static final int BATCH = 20;

    private static final Duration STALE_VIEW = Duration.ofMinutes(15);

    private static final int MOST_UNSEEN = 3;

    /** Who waits for a cap of one author must not be in the way of others. */
    private static final Duration AUTHOR_PAUSE = Duration.ofMinutes(10);

    /** A reply that did not come back for so long does not come back by itself. */
    static final Duration LOST_AFTER = Duration.ofHours(6);

    private final List<WatchedList> lists;

    private final Outbox outbox;

    private final Confirmation confirmation;

    private final LastLook lastLook;

    private final Dispatch dispatch;

    private final Brakes brakes;

    private final Events events;

    private final InstantSource clock;

    private final StopRequest stop;

    private final SendJournal journal;

    private final AuditTrail audit;

    private final BounceBook bounces;

    private boolean stopTold;

    public Delivery(
            List<WatchedList> lists,
            Outbox outbox,
            Confirmation confirmation,
            LastLook lastLook,
            Dispatch dispatch,
            Brakes brakes,
            Events events,
            InstantSource clock,
            StopRequest stop,
            SendJournal journal,
            AuditTrail audit,
            BounceBook bounces) {
        this.lists = List.copyOf(lists);
        this.outbox = outbox;
        this.confirmation = confirmation;
        this.lastLook = lastLook;
        this.dispatch = dispatch;
        this.brakes = brakes;
        this.events = events;
        this.clock = clock;
        this.stop = stop;
        this.journal = journal;
        this.audit = audit;
        this.bounces = bounces;
    }

    /** How many mails a server accepted. */
    public int run() {
        holdWhatStayedUnseen();
        tellWhatWasLost();
        endWhatNobodyApproved();
        lists.forEach(brakes.breaker()::look);
        tellStop();
        int sent = 0;
        Map<Outbox.Row, String> held = new LinkedHashMap<>();
        for (Outbox.Row row : outbox.ready(clock.instant(), BATCH)) {
            if (stop.made()) {
                break;
            }
            Optional<WatchedList> list = list(row);
            Optional<String> wait = list.isEmpty() ? Optional.of("list-not-configured") : Optional.empty();
            if (list.isPresent() && isStillDue(row, list.get())) {
                wait = brakes.holding(row, list.get()).or(() -> gate(row, list.get()));
                sent += wait.isEmpty() && sendUnlessOpposed(row, list.get()) ? 1 : 0;
            }
            wait.ifPresent(why -> held.put(row, why));
        }
        held.forEach(this::waits);
        return sent;
    }

    /** On its thread as it stands now. */
    private boolean sendUnlessOpposed(Outbox.Row row, WatchedList list) {
        LastLook.Outcome outcome = lastLook.at(row, list);
        if (outcome instanceof LastLook.Outcome.Ends ends) {
            return end(row, ReplyState.SUPPRESSED, ends.reason(), ends.proof());
        }
        return outcome instanceof LastLook.Outcome.Leaves leaves && dispatch.send(forTheReachable(leaves.row()), list);
    }

    /** And for the willing. The list is always both: when it bounces, the breaker says so. */
    private Outbox.Row forTheReachable(Outbox.Row row) {
        int list = row.recipients().size() - 1;
        List<String> others = row.recipients().subList(0, Math.max(0, list));
        Outbox.Row alive = without(row, bounces.dead(others), "address-dead");
        return row.shadow()
                ? alive
                : without(
                        alive,
                        outbox.unwilling(row).stream().filter(others::contains).toList(),
                        "nocopy");
    }

    private Outbox.Row without(Outbox.Row row, List<String> some, String why) {
        List<String> left =
                row.recipients().stream().filter(one -> !some.contains(one)).toList();
        if (left.equals(row.recipients())) {
            return row;
        }
        outbox.narrow(row, left, why, clock.instant());
        return outbox.find(row.messageId()).orElseThrow();
    }

    private void waits(Outbox.Row row, String why) {
        Instant now = clock.instant();
        Optional<Instant> next = why.startsWith("cap-author") ? Optional.of(now.plus(AUTHOR_PAUSE)) : Optional.empty();
        outbox.waits(row, why, now, next);
        events.tell(Event.info("reply-waits", "report", row.report(), "reason", why));
    }

    private void tellStop() {
        boolean stopped = brakes.stopped();
        if (stopped && !stopTold) {
            audit.note("stop-seen", "daemon", "", "a file STOP holds all mail", clock.instant());
            events.tell(Event.alert(
                    "stop-seen", "next", "remove STOP from the data and the conf folder when mail may leave again"));
        }
        stopTold = stopped;
    }

    /** Nothing leaves on old knowledge, and no second one before the first has come back. */
    private Optional<String> gate(Outbox.Row row, WatchedList list) {
        Instant now = clock.instant();
        if (list.sending().window().filter(window -> !window.holds(now)).isPresent()) {
            return Optional.of("send-window");
        }
        boolean stale = outbox.lastPoll(row.list())
                .filter(poll -> !poll.isBefore(now.minus(STALE_VIEW)))
                .isEmpty();
        if (stale) {
            return Optional.of("stale-view");
        }
        if (outbox.unread(row.list())) {
            return Optional.of("unread-mail");
        }
        if (dispatch.resting()) {
            return Optional.of("smtp-unavailable");
        }
        if (row.shadow()) {
            return Optional.empty();
        }
        boolean waits = outbox.everSeen(row.list())
                ? outbox.onTheirWay(row.list(), now.minus(LOST_AFTER)) >= MOST_UNSEEN
                : outbox.unseen(row.list()) > 0;
        return waits ? Optional.of("unseen-replies") : Optional.empty();
    }

    /** True when it may leave as far as its own row tells; else it ends, with the reason. Brakes do not change that. */
    private boolean isStillDue(Outbox.Row row, WatchedList list) {
        Instant now = clock.instant();
        if (confirmation.isBack(row)) {
            return false;
        }
        if (!isStillWanted(row, list.mode())) {
            return end(row, ReplyState.SUPPRESSED, "no-longer-public", Optional.empty());
        }
        Optional<String> said = ToldFinding.end(outbox.told(row));
        if (said.isPresent()) {
            return end(row, ReplyState.SUPPRESSED, said.get(), Optional.empty());
        }
        Optional<MessageId> newer = outbox.newerVersion(row);
        if (newer.isPresent()) {
            return end(row, ReplyState.SUPPRESSED, "newer-version", newer);
        }
        return row.released()
                || !row.anchorArrival().plus(list.maxAge()).isBefore(now)
                || end(row, ReplyState.EXPIRED, "too-old", Optional.empty());
    }

    /** The mode of a row is frozen: a quieter one came since, or for a shadow another one. */
    private static boolean isStillWanted(Outbox.Row row, Mode now) {
        Mode made = Mode.of(row.mode());
        return row.shadow() ? now == Mode.SHADOW : made.compareTo(Mode.APPROVE) >= 0 && now.compareTo(made) >= 0;
    }

    /** Nobody approved them in time, or an admin has set aside what they tell. A list that was taken out of conf keeps its rows. */
    private void endWhatNobodyApproved() {
        for (Outbox.Row row : outbox.in(EnumSet.of(ReplyState.WAITING))) {
            Optional<WatchedList> list = list(row);
            Optional<String> said = ToldFinding.end(outbox.told(row));
            if (said.isPresent()) {
                end(row, ReplyState.SUPPRESSED, said.get(), Optional.empty());
            } else if (list.filter(
                            known -> row.anchorArrival().plus(known.maxAge()).isBefore(clock.instant()))
                    .isPresent()) {
                end(row, ReplyState.EXPIRED, "too-old", Optional.empty());
            }
        }
    }

    /** False, for nothing is to be sent any more. */
    private boolean end(Outbox.Row row, ReplyState state, String reason, Optional<MessageId> proof) {
        Outbox.Step step = Outbox.Step.of(row.state(), state, clock.instant()).because(reason);
        if (outbox.move(row, proof.map(step::provenBy).orElse(step))) {
            String[] fields = {"report", row.report(), "list", row.list(), "reason", reason};
            String name = "reply-" + state.word();
            events.tell(state == ReplyState.SUPPRESSED ? Event.info(name, fields) : Event.alert(name, fields));
        }
        return false;
    }

    /** A reply in doubt is never sent again by the passing of time, and never forgotten. No poll, no conclusion. */
    private void holdWhatStayedUnseen() {
        for (Outbox.Row row : outbox.in(EnumSet.of(ReplyState.UNKNOWN))) {
            Optional<Duration> grace = list(row).map(WatchedList::unknownGrace);
            boolean over = grace.isPresent()
                    && outbox.lastPoll(row.list())
                            .filter(poll -> poll.isAfter(row.changed().plus(grace.get())))
                            .isPresent();
            if (over && mayLeaveOnceMore(row)) {
                onceMore(row);
            } else if (over && outbox.move(row, hold(grace.get()))) {
                events.tell(Event.alert(
                        "reply-held",
                        "report",
                        row.report(),
                        "list",
                        row.list(),
                        "next",
                        "look for its Message-ID in the list's archive; it is not sent again"));
            }
        }
    }

    /** Where the list's file says so, and its bytes are there. */
    private boolean mayLeaveOnceMore(Outbox.Row row) {
        return row.bytes().isPresent()
                && outbox.doubts(row) == 1
                && list(row)
                        .filter(list ->
                                list.mode() == Mode.LIVE && list.sending().onUnknown() == OnUnknown.RESEND_ONCE)
                        .isPresent();
    }

    /** The journal first: else the next start would find it in doubt again. */
    private void onceMore(Outbox.Row row) {
        journal.append(
                JournalEntry.Event.RELEASED,
                Map.of("report", row.report(), "mid", row.messageId().value(), "admin", "daemon"));
        Outbox.Step step = Outbox.Step.of(ReplyState.UNKNOWN, ReplyState.READY, clock.instant())
                .because("resend-once")
                .notBefore(clock.instant());
        if (outbox.move(row, step)) {
            events.tell(Event.alert(
                    "reply-sent-again",
                    "report",
                    row.report(),
                    "list",
                    row.list(),
                    "next",
                    "nothing; on-unknown of the list file says so. In doubt once more it is held"));
        }
    }

    /** Once for each: moderation, a rewritten Message-ID, a subscription that ended. No poll, no conclusion. */
    private void tellWhatWasLost() {
        for (Outbox.Row row : outbox.lost(clock.instant().minus(LOST_AFTER))) {
            boolean looked = outbox.lastPoll(row.list())
                    .filter(poll -> poll.isAfter(row.changed().plus(LOST_AFTER)))
                    .isPresent();
            if (looked && outbox.noteLost(row, clock.instant())) {
                events.tell(Event.alert(
                        "sent-unseen",
                        "report",
                        row.report(),
                        "list",
                        row.list(),
                        "message-id",
                        row.messageId().value(),
                        "next",
                        "the server took it, and it is not in the list's folder; see whether the list holds it for"
                                + " moderation, and whether the folder is still subscribed"));
            }
        }
    }

    private Outbox.Step hold(Duration grace) {
        return Outbox.Step.of(ReplyState.UNKNOWN, ReplyState.HELD, clock.instant())
                .because("not seen after " + grace);
    }

    /** Empty for a list whose file was taken out of conf; its rows wait, and those of the others do not. */
    private Optional<WatchedList> list(Outbox.Row row) {
        return lists.stream().filter(list -> list.name().equals(row.list())).findFirst();
    }
}
