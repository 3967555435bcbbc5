package org.triaged.policy;

import java.util.List;
import org.triaged.series.Series;

/** One demand of the policy. It returns evidence, not prose, and leaves weight and words to others. */
public interface Rule {

    RuleId id();

    /** What the series holds against this demand, in the order of its parts; empty when it is clean. */
    List<Observation> check(Series series, Policy policy);
}
