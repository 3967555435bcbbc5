package org.triaged.triage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.series.Ripeness;
import org.triaged.series.Series;
import org.triaged.triage.Events.Event;

/** Judges one series that is due: by the profile in force, which may lead to a mail, and by those in its shadow. */
final class Judging {

    private final SeriesBook book;

    private final Decider decider;

    private final Events events;

    private final InstantSource clock;

    Judging(SeriesBook book, Decider decider, Events events, InstantSource clock) {
        this.book = book;
        this.decider = decider;
        this.events = events;
        this.clock = clock;
    }

    void judge(WatchedList list, SeriesBook.Due due, Series series, Surroundings around) {
        Instant now = clock.instant();
        Profile.Waits waits = Judge.choose(series, list.terms()).profile().waits();
        Instant ripeAt = Ripeness.ripeAt(series, waits.coverWait(), waits.settle(), list.quietPeriod());
        boolean ripe = !now.isBefore(ripeAt);
        Restrained judged = restrained(list, due, Judge.judge(series, around.answers(), list.terms(), ripe));
        Judgement judgement = judged.judgement();
        SeriesBook.Reason reason = reason(due, judgement, ripe, ripeAt);
        SeriesBook.Decision decision = decider.decide(list, series, judged, reason, around.beforeStart(series), now);
        List<Demotion> demoted = book.judged(new SeriesBook.Verdict(
                due.series(),
                list.name(),
                judgement,
                reason,
                decision,
                ripe ? Optional.empty() : Optional.of(ripeAt),
                now,
                shadows(list, series, judgement, around, ripe)));
        tell(list, series, judgement, decision);
        demoted.forEach(one -> events.tell(one.told()));
    }

    private Restrained restrained(WatchedList list, SeriesBook.Due due, Judgement judgement) {
        return Restrained.of(judgement, book.restraints(list.name(), due.series(), judgement.findings()));
    }

    /** When nothing of the series itself is new since it was judged as ripe, it is an answer that made us look again. */
    private static SeriesBook.Reason reason(SeriesBook.Due due, Judgement judgement, boolean ripe, Instant ripeAt) {
        if (due.before().isEmpty()) {
            return SeriesBook.Reason.FIRST;
        }
        SeriesBook.Before before = due.before().get();
        boolean judgedRipe = !before.at().isBefore(ripeAt);
        if (judgedRipe && before.inputHash().equals(judgement.inputHash())) {
            return SeriesBook.Reason.RE_EVALUATION;
        }
        return ripe ? SeriesBook.Reason.RIPE : SeriesBook.Reason.LATER_PART;
    }

    private static List<Judgement> shadows(
            WatchedList list, Series series, Judgement inForce, Surroundings around, boolean ripe) {
        return list.terms().shadow().stream()
                .filter(profile -> !profile.equals(inForce.profile().id()))
                .map(profile ->
                        Judge.judge(series, around.answers(), list.terms().shadowedBy(profile), ripe))
                .toList();
    }

    private void tell(WatchedList list, Series series, Judgement judgement, SeriesBook.Decision decision) {
        String outcome = decision instanceof SeriesBook.Decision.Silent silent
                ? silent.cause()
                : ((SeriesBook.Decision.Speak) decision).state().word();
        events.tell(Event.info(
                "series-judged",
                "list",
                list.name(),
                "root",
                series.root().value(),
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
