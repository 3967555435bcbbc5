package org.triaged.series;

import java.util.HashMap;
import java.util.Map;

/** Sets that grow together. What is in one set does not depend on the order of joining. */
final class UnionFind<T> {

    private final Map<T, T> above = new HashMap<>();

    T find(T member) {
        T top = member;
        for (T next = above.get(top); next != null; next = above.get(top)) {
            top = next;
        }
        T at = member;
        while (!at.equals(top)) {
            T next = above.put(at, top);
            at = next == null ? top : next;
        }
        return top;
    }

    void join(T one, T other) {
        T top = find(one);
        T second = find(other);
        if (!top.equals(second)) {
            above.put(second, top);
        }
    }
}
