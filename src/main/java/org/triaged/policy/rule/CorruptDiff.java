package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** The lines of each hunk are as many as its head says, and none is broken in two. */
public final class CorruptDiff implements Rule {

    private static final RuleId ID = new RuleId("patch-corrupt");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> mail.details().brokenAt());
    }
}
