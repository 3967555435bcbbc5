package org.triaged.golden;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Orders in which a few things can come: all of them where there are few, else drawn ones. */
final class Orders {

    private static final int ALL_UP_TO = 6;

    private Orders() {}

    /** @param drawn how many when there are too many */
    static <T> List<List<T>> of(List<T> things, int drawn, Random random) {
        return things.size() <= ALL_UP_TO ? permutations(things) : shuffles(things, drawn, random);
    }

    private static <T> List<List<T>> shuffles(List<T> things, int drawn, Random random) {
        List<List<T>> orders = new ArrayList<>();
        while (orders.size() < drawn) {
            List<T> shuffled = new ArrayList<>(things);
            Collections.shuffle(shuffled, random);
            orders.add(shuffled);
        }
        return orders;
    }

    private static <T> List<List<T>> permutations(List<T> things) {
        List<List<T>> permuted = List.of(List.of());
        for (T thing : things) {
            List<List<T>> longer = new ArrayList<>();
            for (List<T> order : permuted) {
                for (int at = 0; at <= order.size(); at++) {
                    List<T> more = new ArrayList<>(order);
                    more.add(at, thing);
                    longer.add(more);
                }
            }
            permuted = longer;
        }
        return permuted;
    }
}
