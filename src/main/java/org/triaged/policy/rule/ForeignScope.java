package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A series for another tree is told by this one finding; no other rule has a say in it. */
public final class ForeignScope implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.SCOPE_FOREIGN;
    }

    /** Called for foreign series alone, so there is nothing left to look for. */
    @Override
    public List<Observation> check(Series series, Policy policy) {
        return List.of(Observation.ofSeries("scope=foreign"));
    }
}
