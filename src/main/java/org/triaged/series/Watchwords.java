package org.triaged.series;

import java.util.List;
import java.util.Set;

/** Expressions that a list looks for in its patches, each known by its text. A patch says which of them it holds. */
@FunctionalInterface
public interface Watchwords {

    /** Nothing is looked for. */
    Watchwords NONE = (above, changed) -> Set.of();

    /**
     * Those that are found.
     *
     * @param above lines above the diff: {@code Subject:}, message and notes
     * @param changed lines that the diff adds and removes, each with its sign
     */
    Set<String> in(List<String> above, List<String> changed);
}
