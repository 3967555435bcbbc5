package org.triaged.reply;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.series.Series;

/**
 * What the newest judgement of an earlier posting of the same work said.
 *
 * @param titles of its parts that came, by number; 0 is the cover
 * @param spoken the findings a mail would have held; empty when nothing caused one
 */
public record Earlier(int version, SortedMap<Integer, String> titles, List<Finding> spoken) {

    public Earlier {
        titles = Collections.unmodifiableSortedMap(new TreeMap<>(titles));
        spoken = List.copyOf(spoken);
    }

    public static Earlier of(Series series, Judgement judgement) {
        return new Earlier(series.version(), titles(series), judgement.spoken());
    }

    static SortedMap<Integer, String> titles(Series series) {
        SortedMap<Integer, String> titles = new TreeMap<>();
        series.cover().ifPresent(cover -> titles.put(0, cover.subject().title()));
        series.patches()
                .forEach((number, patch) -> titles.put(number, patch.subject().title()));
        return titles;
    }
}
