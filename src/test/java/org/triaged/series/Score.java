package org.triaged.series;

import java.util.Locale;

/** How often we agree with a yardstick. */
final class Score {

    private final String name;
    private int all;
    private int same;

    Score(String name) {
        this.name = name;
    }

    boolean count(boolean agrees) {
        all++;
        same += agrees ? 1 : 0;
        return agrees;
    }

    double share() {
        return all == 0 ? 0 : (double) same / all;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "corpus: %s: %d of %d, %.2f %%", name, same, all, 100 * share());
    }
}
