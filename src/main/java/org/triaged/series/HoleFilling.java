package org.triaged.series;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of one bucket: one without its first part takes the run that fills exactly its holes. */
final class HoleFilling {

    private final List<List<ListMail>> groups = new ArrayList<>();

    /** By the numbers that are there, since whoever lacks the same is many in a hostile thread. */
    private final Map<BitSet, List<List<ListMail>>> holed = new HashMap<>();

    private HoleFilling() {}

    /** The groups, and the runs that fill none. */
    static List<List<ListMail>> of(List<List<ListMail>> threaded, List<List<ListMail>> runs) {
        HoleFilling filling = new HoleFilling();
        threaded.forEach(filling::add);
        runs.forEach(filling::fillOrAdd);
        return filling.groups;
    }

    private void add(List<ListMail> group) {
        groups.add(group);
        BitSet present = present(group);
        if (!present.get(1)) {
            holed.computeIfAbsent(present, numbers -> new ArrayList<>()).add(group);
        }
    }

    private void fillOrAdd(List<ListMail> run) {
        List<List<ListMail>> lacking = holed.getOrDefault(lackedBeside(run), List.of());
        Optional<List<ListMail>> near = lacking.stream()
                .filter(group -> group.stream().anyMatch(mail -> Neighbours.within(mail, run.get(0), Bucket.NEAR)))
                .findFirst();
        near.ifPresentOrElse(
                group -> {
                    lacking.removeIf(other -> other == group);
                    group.addAll(run);
                    group.sort(Copies.CANONICAL);
                },
                () -> add(run));
    }

    private static BitSet present(List<ListMail> group) {
        BitSet present = new BitSet();
        Bucket.numbers(group).stream()
                .filter(number -> number > 0 && number <= total(group))
                .forEach(present::set);
        return present;
    }

    /** What is there where the numbers of that run are the holes; with a cover, or beyond the total, it fills none. */
    private static BitSet lackedBeside(List<ListMail> run) {
        BitSet lacked = new BitSet();
        lacked.set(1, total(run) + 1);
        boolean fits = Bucket.numbers(run).stream().allMatch(number -> number > 0 && number <= total(run));
        if (fits) {
            lacked.andNot(present(run));
        }
        return lacked;
    }

    private static int total(List<ListMail> group) {
        return group.get(0).subject().number().map(PartNumber::total).orElse(1);
    }
}
