package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** The list for trivial patches takes small ones. */
public final class TooLargeForTrivial implements Rule {

    private static final RuleId ID = new RuleId("trivial-too-large");

    private static final int MOST = 4;

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean large = series.total() > MOST && !series.pull();
        return policy.profile()
                .names()
                .trivial()
                .filter(trivial -> large && series.members().stream().anyMatch(mail -> Addressed.names(mail, trivial)))
                .map(trivial -> List.of(Observation.ofSeries("").showing(series.total() + " patches")))
                .orElse(List.of());
    }
}
