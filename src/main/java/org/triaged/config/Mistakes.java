package org.triaged.config;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what is wrong while files are read. A value inherited by several profiles is told once. */
final class Mistakes {

    private final SortedSet<Mistake> found = new TreeSet<>();

    void add(Place place, String message) {
        found.add(new Mistake(place.file(), place.line(), place.column(), message));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigMistakes(List.copyOf(found));
        }
    }
}
