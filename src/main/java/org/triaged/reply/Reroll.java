package org.triaged.reply;

import java.util.ArrayDeque;
import java.util.Deque;
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
import java.util.regex.Pattern;
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

    private static final Pattern BLANKS = Pattern.compile("\\s+");

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
        SortedMap<Integer, String> titles = plain(now);
        SortedMap<Integer, String> older = plain(then);
        SortedSet<Integer> free = new TreeSet<>(older.keySet());
        titles.forEach((number, title) -> {
            if (free.contains(number) && (number == 0 || title.equals(older.get(number)))) {
                pair(number, number, same, free);
            }
        });
        Map<String, Deque<Integer>> titled = new HashMap<>();
        free.stream().filter(number -> number != 0).forEach(number -> titled.computeIfAbsent(
                        older.get(number), title -> new ArrayDeque<>())
                .add(number));
        titles.forEach((number, title) -> {
            Deque<Integer> candidates = titled.getOrDefault(title, new ArrayDeque<>());
            if (number != 0 && !same.containsKey(number) && !candidates.isEmpty()) {
                pair(number, candidates.remove(), same, free);
            }
        });
        titles.keySet().stream()
                .filter(number -> !same.containsKey(number) && free.contains(number))
                .forEach(number -> pair(number, number, same, free));
        return same;
    }

    private static void pair(int now, int then, Map<Integer, Integer> same, Set<Integer> free) {
        same.put(now, then);
        free.remove(then);
    }

    private static SortedMap<Integer, String> plain(SortedMap<Integer, String> titles) {
        SortedMap<Integer, String> plain = new TreeMap<>();
        titles.forEach((number, title) -> plain.put(
                number,
                BLANKS.matcher(title.toLowerCase(Locale.ROOT)).replaceAll(" ").strip()));
        return plain;
    }
}
