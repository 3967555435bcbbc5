package org.triaged.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Gives a cover that nobody answers to the parts of its tags that answer a mail nobody has: a relay gave it another id. */
final class LoneCovers {

    private final Map<Set<String>, TreeMap<ListMail, List<ListMail>>> coverless = new HashMap<>();

    private LoneCovers() {}

    /** The groups, each in canonical order, with fewer covers alone. */
    static List<List<ListMail>> joined(List<List<ListMail>> groups, Predicate<ListMail> answersGhost) {
        LoneCovers joining = new LoneCovers();
        groups.stream()
                .filter(group -> Bucket.index(group.get(0)) > 0
                        && !Bucket.numbers(group).contains(0)
                        && answersGhost.test(group.get(0)))
                .forEach(joining::offer);
        List<List<ListMail>> left = new ArrayList<>();
        for (List<ListMail> group : groups) {
            boolean lone = group.size() == 1 && Bucket.index(group.get(0)) == 0;
            Optional<List<ListMail>> parts = lone ? joining.near(group.get(0)) : Optional.empty();
            parts.ifPresent(found -> {
                found.add(group.get(0));
                found.sort(Copies.CANONICAL);
            });
            if (parts.isEmpty()) {
                left.add(group);
            }
        }
        return left;
    }

    private void offer(List<ListMail> group) {
        ListMail first = group.get(0);
        coverless
                .computeIfAbsent(Bucket.tags(first), tags -> new TreeMap<>(Copies.CANONICAL))
                .put(first, group);
    }

    /** The parts sent next after the cover, else those sent last before it; to be had once. */
    private Optional<List<ListMail>> near(ListMail cover) {
        TreeMap<ListMail, List<ListMail>> parts =
                coverless.getOrDefault(Bucket.tags(cover), new TreeMap<>(Copies.CANONICAL));
        return Stream.of(Optional.ofNullable(parts.higherKey(cover)), Optional.ofNullable(parts.lowerKey(cover)))
                .flatMap(Optional::stream)
                .filter(first -> Neighbours.within(first, cover, Bucket.NEAR))
                .findFirst()
                .map(parts::remove);
    }
}
