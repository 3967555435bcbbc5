package org.triaged.reply;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * What a new version changed about what was found in the one before. A patch is the one of the same title, else the one
 * of the same number; numbers are those of the new version, which is the one people read.
 */
final class Reroll {

    private final Judgement judgement;

    private final Earlier earlier;

    /** Number now to number then. */
    private final Map<Integer, Integer> same;

    private Reroll(Series series, Judgement judgement, Earlier earlier) {
        this.judgement = judgement;
        this.earlier = earlier;
        this.same = same(Earlier.titles(series), earlier.titles());
    }

    /** Empty for a first version, and where nothing is known of an older one. */
    static Optional<Reroll> of(Composition task) {
        return task.earlier()
                .filter(earlier -> earlier.version() < task.series().version())
                .map(earlier -> new Reroll(task.series(), task.judgement(), earlier));
    }

    int version() {
        return earlier.version();
    }

    /** True when the earlier version had the same fact at the same patch. */
    boolean stood(Finding finding) {
        return earlier.spoken().stream()
                .anyMatch(before -> before.rule().equals(finding.rule())
                        && before.key().equals(finding.key())
                        && before.number().equals(finding.number().map(same::get)));
    }

    /** For each rule the patches, as they are numbered now, in which its fact is no more. */
    SortedMap<RuleId, PartNumbers> settled() {
        SortedMap<RuleId, PartNumbers> settled = new TreeMap<>((a, b) -> RuleBook.order(a) - RuleBook.order(b));
        for (RuleId rule : rulesThatRan()) {
            List<Integer> gone = same.entrySet().stream()
                    .filter(part -> names(earlier.spoken(), rule, part.getValue())
                            && !names(judgement.findings(), rule, part.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!gone.isEmpty()) {
                settled.put(rule, PartNumbers.of(gone));
            }
        }
        return settled;
    }

    /** A rule that could not run, or is in force or known no more, settles nothing by its silence. */
    private List<RuleId> rulesThatRan() {
        return earlier.spoken().stream()
                .map(Finding::rule)
                .distinct()
                .filter(rule -> judgement.profile().words().entries().containsKey(rule)
                        && !judgement.profile().disabled().contains(rule)
                        && judgement.skipped().stream()
                                .noneMatch(skipped -> skipped.rule().equals(rule)))
                .toList();
    }

    private static boolean names(List<Finding> findings, RuleId rule, int number) {
        return findings.stream()
                .anyMatch(found -> found.rule().equals(rule) && found.number().equals(Optional.of(number)));
    }

    /** The cover is the cover; of patches with one title those of one number belong together first. */
    private static Map<Integer, Integer> same(SortedMap<Integer, String> now, SortedMap<Integer, String> then) {
        Map<Integer, Integer> same = new HashMap<>();
        BiPredicate<Integer, Integer> number = Integer::equals;
        BiPredicate<Integer, Integer> title = (a, b) -> plain(now.get(a)).equals(plain(then.get(b)));
        BiPredicate<Integer, Integer> cover = (a, b) -> a == 0 && b == 0;
        for (BiPredicate<Integer, Integer> belong : List.of(cover, number.and(title), title, number)) {
            for (Integer a : now.keySet()) {
                then.keySet().stream()
                        .filter(b -> !same.containsKey(a) && !same.containsValue(b))
                        .filter(b -> a == 0 == (b == 0) && belong.test(a, b))
                        .findFirst()
                        .ifPresent(b -> same.put(a, b));
            }
        }
        return same;
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
