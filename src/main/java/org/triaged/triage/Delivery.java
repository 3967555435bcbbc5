package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.reply.Linter;
import org.triaged.triage.Events.Event;

/** Takes replies that are due to the server: each once, or not at all. One connection a mail, no transaction across it. */
public final class Delivery {

    private static final int BATCH = 20;

    private static final Duration STALE_VIEW = Duration.ofMinutes(15);

    private static final int MOST_UNSEEN = 3;

    private final List<WatchedList> lists;

    private final Outbox outbox;

    private final Dispatch dispatch;

    private final Brakes brakes;

    private final Events events;

    private final InstantSource clock;

    public Delivery(
            List<WatchedList> lists,
            Outbox outbox,
            Dispatch dispatch,
            Brakes brakes,
            Events events,
            InstantSource clock) {
        this.lists = List.copyOf(lists);
        this.outbox = outbox;
        this.dispatch = dispatch;
        this.brakes = brakes;
        this.events = events;
        this.clock = clock;
    }

    /** How many mails a server accepted. */
    public int run() {
        holdWhatStayedUnseen();
        int sent = 0;
        Map<String, String> held = new HashMap<>();
        for (Outbox.Row row : outbox.ready(clock.instant(), BATCH)) {
            Optional<String> brake = brakes.holding().or(() -> gate(row));
            if (brake.isPresent()) {
                held.put(row.report(), brake.get());
            } else if (lastLook(row)) {
                sent += dispatch.send(row, lastAge(row)) ? 1 : 0;
            }
        }
        held.forEach((report, why) -> events.tell(Event.info("reply-waits", "report", report, "reason", why)));
        return sent;
    }

    private Optional<Duration> lastAge(Outbox.Row row) {
        return Optional.of(list(row).maxAge());
    }

    /** Nothing leaves on old knowledge, and no second one before the first has come back. */
    private Optional<String> gate(Outbox.Row row) {
        Instant now = clock.instant();
        boolean stale = outbox.lastPoll(row.list())
                .filter(poll -> !poll.isBefore(now.minus(STALE_VIEW)))
                .isEmpty();
        if (stale) {
            return Optional.of("stale-view");
        }
        int unseen = outbox.unseen(row.list());
        boolean proven = outbox.everSeen(row.list());
        return unseen >= (proven ? MOST_UNSEEN : 1) ? Optional.of("unseen-replies") : Optional.empty();
    }

    /** True when nothing that came since speaks against the reply; else the row ends, with the reason. */
    private boolean lastLook(Outbox.Row row) {
        WatchedList list = list(row);
        Instant now = clock.instant();
        if (list.mode() != Mode.LIVE) {
            return suppress(row, "no-longer-public", Optional.empty());
        }
        Optional<MessageId> newer = outbox.newerVersion(row);
        if (newer.isPresent()) {
            return suppress(row, "newer-version", newer);
        }
        if (row.anchorArrival().plus(list.maxAge()).isBefore(now)) {
            Outbox.Step step = Outbox.Step.of(ReplyState.READY, ReplyState.EXPIRED, now);
            if (outbox.move(row, step.because("too-old"))) {
                events.tell(Event.alert("reply-expired", "report", row.report(), "list", row.list()));
            }
            return false;
        }
        return true;
    }

    private boolean suppress(Outbox.Row row, String reason, Optional<MessageId> proof) {
        Outbox.Step step = Outbox.Step.of(ReplyState.READY, ReplyState.SUPPRESSED, clock.instant())
                .because(reason);
        if (outbox.move(row, proof.map(step::provenBy).orElse(step))) {
            events.tell(Event.info("reply-suppressed", "report", row.report(), "reason", reason));
        }
        return false;
    }

    /** A reply in doubt is never sent again by the passing of time, and never forgotten. No poll, no conclusion. */
    private void holdWhatStayedUnseen() {
        for (Outbox.Row row : outbox.in(EnumSet.of(ReplyState.UNKNOWN))) {
            Instant patience = row.changed().plus(list(row).unknownGrace());
            boolean over = outbox.lastPoll(row.list())
                    .filter(poll -> poll.isAfter(patience))
                    .isPresent();
            Outbox.Step hold = Outbox.Step.of(ReplyState.UNKNOWN, ReplyState.HELD, clock.instant())
                    .because("not seen after " + list(row).unknownGrace());
            if (over && outbox.move(row, hold)) {
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

    private WatchedList list(Outbox.Row row) {
        return WatchedList.named(lists, row.list());
    }

    /** Frozen bytes as the linter wants them. */
    static Linter.Frozen frozen(Outbox.Row row, byte[] bytes, String listAddress, Instant now, Optional<Duration> age) {
        return new Linter.Frozen(bytes, row.sha256(), row.sender(), row.recipients(), listAddress, now, age);
    }
}
