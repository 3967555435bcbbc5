package org.triaged.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.triaged.policy.Weight;

/** Tells how everything stands, from rows alone, so that it is the same in the daemon and beside it. */
public final class Overview {

    private final String dataFolder;

    private final List<WatchedList> lists;

    private final Figures figures;

    private final Outbox outbox;

    private final Brakes brakes;

    private final Caps caps;

    private final Duration longestSilence;

    private final InstantSource clock;

    /** @param longestSilence a list whose folder was not read for so long needs a person */
    public Overview(
            String dataFolder,
            List<WatchedList> lists,
            Figures figures,
            Outbox outbox,
            Brakes brakes,
            Caps caps,
            Duration longestSilence,
            InstantSource clock) {
        this.dataFolder = dataFolder;
        this.lists = List.copyOf(lists);
        this.figures = figures;
        this.outbox = outbox;
        this.brakes = brakes;
        this.caps = caps;
        this.longestSilence = longestSilence;
        this.clock = clock;
    }

    /** @param daemon number of the process that runs; empty when none does */
    public Status status(Optional<Long> daemon) {
        Instant now = clock.instant();
        List<Figures.Replies> replies = figures.replies();
        List<Figures.Quarantined> quarantined = figures.quarantined();
        List<Status.OfList> each =
                lists.stream().map(list -> of(list, replies, quarantined, now)).toList();
        Map<ReplyState, Integer> states = new EnumMap<>(ReplyState.class);
        replies.forEach(some -> states.merge(some.state(), some.count(), Integer::sum));
        Optional<String> brake = brakes.holding();
        Status.Space space = figures.space();
        return new Status(
                now,
                daemon,
                dataFolder,
                each,
                states,
                figures.mailsToRead(),
                figures.seriesToJudge(),
                sum(quarantined, Figures.Quarantined::count),
                figures.oldestWaiting(),
                brake,
                new Status.Sent(
                        outbox.transmittedSince(now.minus(Duration.ofHours(1))),
                        outbox.transmittedSince(now.minus(Duration.ofDays(1))),
                        caps),
                space,
                new Needs(now, longestSilence, daemon.isPresent())
                        .approving(outbox.in(EnumSet.of(ReplyState.WAITING)))
                        .restoring(demotedThoughWanted())
                        .of(
                                each,
                                brake,
                                quarantined,
                                space,
                                outbox.lost(now.minus(Delivery.LOST_AFTER)),
                                brakes.breaker().holding()));
    }

    /** Where the list's file says meanwhile that the rule records only, nobody has to do anything. */
    private List<Demotion> demotedThoughWanted() {
        return figures.demoted().stream()
                .filter(demotion -> lists.stream()
                        .anyMatch(list -> list.name().equals(demotion.list())
                                && list.terms().weights().get(demotion.rule()) == Weight.REPLY))
                .toList();
    }

    private Status.OfList of(
            WatchedList list, List<Figures.Replies> replies, List<Figures.Quarantined> quarantined, Instant now) {
        return new Status.OfList(
                list.name(),
                list.mode(),
                list.account(),
                list.folder(),
                list.polled(),
                list.terms()
                        .policies()
                        .choose(list.terms().following(), now)
                        .profile()
                        .id()
                        .value(),
                outbox.lastPoll(list.name()),
                count(replies, list, ReplyState.READY),
                outbox.unseen(list.name()),
                count(replies, list, ReplyState.HELD),
                sum(
                        quarantined.stream()
                                .filter(some -> some.list().equals(list.name()))
                                .toList(),
                        Figures.Quarantined::count));
    }

    private static int count(List<Figures.Replies> replies, WatchedList list, ReplyState state) {
        return sum(
                replies.stream()
                        .filter(some -> some.list().equals(list.name()) && some.state() == state)
                        .toList(),
                Figures.Replies::count);
    }

    private static <T> int sum(List<T> all, ToIntFunction<T> count) {
        return all.stream().mapToInt(count).sum();
    }
}
