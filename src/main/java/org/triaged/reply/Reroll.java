package org.triaged.reply;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    private final Set<Fact> facts;

    private record Fact(RuleId rule, String key, Optional<Integer> number) {}

    private record Place(RuleId rule, Optional<Integer> number) {}

    private Reroll(Series series, Judgement judgement, Earlier earlier) {
        this.judgement = judgement;
        this.earlier = earlier;
        this.same = same(Earlier.titles(series), earlier.titles());
        this.facts = earlier.spoken().stream()
                .map(before -> new Fact(before.rule(), before.key(), before.number()))
                .collect(Collectors.toSet());
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
        return facts.contains(
                new Fact(finding.rule(), finding.key(), finding.number().map(same::get)));
    }

    /** For each rule the patches, as they are numbered now, in which its fact is no more. */
    SortedMap<RuleId, PartNumbers> settled() {
        Set<Place> before = places(earlier.spoken());
        Set<Place> now = places(judgement.findings());
        SortedMap<RuleId, PartNumbers> settled = new TreeMap<>((a, b) -> RuleBook.order(a) - RuleBook.order(b));
        for (RuleId rule : rulesThatRan()) {
            List<Integer> gone = same.entrySet().stream()
                    .filter(part -> before.contains(new Place(rule, Optional.of(part.getValue())))
                            && !now.contains(new Place(rule, Optional.of(part.getKey()))))
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

    private static Set<Place> places(List<Finding> findings) {
        return findings.stream()
                .map(found -> new Place(found.rule(), found.number()))
                .collect(Collectors.toSet());
    }

    /** The cover is the cover; of patches with one title those of one number belong together first. */
    private static Map<Integer, Integer> same(SortedMap<Integer, String> now, SortedMap<Integer, String> then) {
        Map<Integer, Integer> same = new HashMap<>();
        SortedSet<Integer> free = new TreeSet<>(then.keySet());
        Map<String, SortedSet<Integer>> titled = new HashMap<>();
        then.forEach((number, title) ->
                titled.computeIfAbsent(plain(title), key -> new TreeSet<>()).add(number));
        now.forEach((number, title) -> {
            boolean cover = number == 0;
            if (free.contains(number) && (cover || plain(title).equals(plain(then.get(number))))) {
                pair(number, number, same, free);
            }
        });
        now.forEach((number, title) -> {
            SortedSet<Integer> candidates = titled.getOrDefault(plain(title), new TreeSet<>());
            candidates.retainAll(free);
            candidates.remove(0);
            if (number != 0 && !same.containsKey(number) && !candidates.isEmpty()) {
                pair(number, candidates.first(), same, free);
            }
        });
        now.keySet().stream()
                .filter(number -> !same.containsKey(number) && free.contains(number))
                .forEach(number -> pair(number, number, same, free));
        return same;
    }

    private static void pair(int now, int then, Map<Integer, Integer> same, Set<Integer> free) {
        same.put(now, then);
        free.remove(then);
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
