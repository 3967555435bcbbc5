package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * A new version of a series begins a thread of its own, where people find it. A single patch is often sent below the
 * old one, and so are some parts of a series.
 */
public final class VersionBelowOlder implements Rule {

    private static final RuleId ID = new RuleId("series-buried");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean whole = series.cover().isPresent() || series.patches().containsKey(1);
        boolean several = series.total() > 1 && whole && !series.partial() && series.version() > 1;
        return series.kin().below().filter(older -> several).stream()
                .map(older -> Observation.ofSeries("below " + older))
                .toList();
    }
}
