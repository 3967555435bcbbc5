package org.triaged.triage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.policy.Answers;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.JudgingDate;
import org.triaged.policy.Policies;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Skipped;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Judges the series of one list twice and counts what differs. It keeps numbers and a few examples, and no series. */
final class Comparison {

    private final WatchedList list;
    private final Profile other;
    private final Judge.Terms then;
    private final Map<ProfileId, Integer> inForce = new TreeMap<>();
    private final Map<Kind, Tally> changes = new LinkedHashMap<>();
    private final Map<SkipKind, Integer> skipped = new LinkedHashMap<>();
    private int series;
    private int unjudged;
    private int differing;
    private int kept;
    private int[] findings = new int[2];
    private int[] speaking = new int[2];

    /** @param policies that hold the other profile; they may be newer than those in force */
    Comparison(WatchedList list, Policies policies, ProfileId other) {
        this.list = list;
        this.other = policies.find(other).orElseThrow(() -> new IllegalStateException("not loaded: " + other));
        this.then = list.terms().judgingBy(policies, other);
    }

    private record Kind(RuleId rule, Optional<Difference.Force> from, Optional<Difference.Force> to) {}

    private record SkipKind(RuleId rule, boolean then, String reason) {}

    /** What makes two findings the same fact. */
    private record Fact(RuleId rule, Optional<MessageId> mail, String evidence) {}

    private static final class Tally {

        private final List<Difference.Example> examples = new ArrayList<>();
        private int count;
    }

    /**
     * @param ripe tells whether the series has had the time that a profile gives it
     * @return what the other profile says; empty when it is the one in force
     */
    Optional<Judgement> judge(Series one, Answers answers, Predicate<Profile.Waits> ripe) {
        Profile choosing = Judge.choose(one, list.terms()).profile();
        Judgement before = Judge.judge(one, answers, list.terms(), ripe.test(choosing.waits()));
        Judgement after = Judge.judge(one, answers, then, ripe.test(other.waits()));
        series++;
        inForce.merge(before.profile().id(), 1, Integer::sum);
        total(before, 0);
        total(after, 1);
        if (compare(one, before, after)) {
            differing++;
        }
        return Optional.of(after).filter(judged -> !choosing.id().equals(other.id()));
    }

    void kept() {
        kept++;
    }

    /** A series that shows a fault of ours. */
    void unjudged() {
        unjudged++;
    }

    Difference made() {
        Comparator<Difference.Change> order = Comparator.comparing(
                        (Difference.Change change) -> RuleBook.order(change.rule()))
                .thenComparing(Difference.Change::kind)
                .thenComparing(change -> change.from().toString() + change.to());
        return new Difference(
                list.name(),
                other.id(),
                other.status(),
                inForce.entrySet().stream()
                        .map(entry -> new Difference.InForce(entry.getKey(), entry.getValue()))
                        .toList(),
                series,
                unjudged,
                differing,
                new Difference.Total(findings[0], speaking[0]),
                new Difference.Total(findings[1], speaking[1]),
                changes.entrySet().stream()
                        .map(entry -> new Difference.Change(
                                entry.getKey().rule(),
                                entry.getKey().from(),
                                entry.getKey().to(),
                                entry.getValue().count,
                                entry.getValue().examples))
                        .sorted(order)
                        .toList(),
                skipped.entrySet().stream()
                        .map(entry -> new Difference.Skip(
                                entry.getKey().rule(),
                                entry.getKey().then(),
                                entry.getKey().reason(),
                                entry.getValue()))
                        .sorted(Comparator.comparing((Difference.Skip skip) -> RuleBook.order(skip.rule()))
                                .thenComparing(Difference.Skip::then)
                                .thenComparing(Difference.Skip::reason))
                        .toList(),
                kept);
    }

    private void total(Judgement judgement, int side) {
        findings[side] += judgement.findings().size();
        speaking[side] += judgement.speaks() ? 1 : 0;
        for (Skipped rule : judgement.skipped()) {
            skipped.merge(new SkipKind(rule.rule(), side == 1, rule.reason()), 1, Integer::sum);
        }
    }

    private boolean compare(Series one, Judgement before, Judgement after) {
        Map<Fact, Deque<Finding>> old = new LinkedHashMap<>();
        before.findings().forEach(found -> old.computeIfAbsent(fact(found), fact -> new ArrayDeque<>())
                .add(found));
        boolean differs = false;
        for (Finding found : after.findings()) {
            Optional<Finding> same = Optional.ofNullable(old.get(fact(found))).map(Deque::poll);
            differs |= note(one, found, same.map(Comparison::force), Optional.of(force(found)));
        }
        for (Deque<Finding> gone : old.values()) {
            for (Finding found : gone) {
                differs |= note(one, found, Optional.of(force(found)), Optional.empty());
            }
        }
        return differs;
    }

    private boolean note(Series one, Finding found, Optional<Difference.Force> from, Optional<Difference.Force> to) {
        if (from.equals(to)) {
            return false;
        }
        Tally tally = changes.computeIfAbsent(new Kind(found.rule(), from, to), kind -> new Tally());
        tally.count++;
        Difference.Example example = example(one, found);
        if (tally.examples.size() < Difference.MOST_EXAMPLES && !tally.examples.contains(example)) {
            tally.examples.add(example);
        }
        return true;
    }

    private static Difference.Example example(Series one, Finding found) {
        Envelope mail = one.members().stream()
                .map(ListMail::envelope)
                .filter(member -> found.mail().filter(member.id()::equals).isPresent())
                .findFirst()
                .orElse(one.head().envelope());
        return new Difference.Example(JudgingDate.of(mail), mail.subject(), mail.id());
    }

    private static Fact fact(Finding found) {
        return new Fact(found.rule(), found.mail(), found.evidence());
    }

    private static Difference.Force force(Finding found) {
        return new Difference.Force(found.severity(), found.weight());
    }
}
