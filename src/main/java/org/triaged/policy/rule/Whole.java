package org.triaged.policy.rule;

import java.util.Optional;
import org.triaged.policy.Policy;
import org.triaged.series.Series;

/** When a series is all there, so that what is not in it is missing from it. */
final class Whole {

    private Whole() {}

    /** Why that cannot be said yet; empty when it can. */
    static Optional<String> notYet(Series series, Policy policy) {
        if (!policy.ripe()) {
            return Optional.of("not ripe");
        }
        return series.complete() ? Optional.empty() : Optional.of("parts missing");
    }
}
