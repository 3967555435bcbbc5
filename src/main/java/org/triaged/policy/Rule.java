package org.triaged.policy;

import java.util.List;
import java.util.Optional;
import org.triaged.series.Series;

/** One demand of the policy. It returns evidence, not prose, and leaves weight and words to others. */
public interface Rule {

    RuleId id();

    /** What the series holds against this demand, in the order of its parts; empty when it is clean. */
    List<Observation> check(Series series, Policy policy);

    /** Why the rule cannot tell yet, or here; what it looks for is then unknown, never absent. */
    default Optional<String> unable(Series series, Policy policy) {
        return Optional.empty();
    }
}
