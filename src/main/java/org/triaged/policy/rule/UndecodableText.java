package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * The bytes of a patch are what its charset says, or they end in the tree as something else. Any charset will do that
 * is stated and kept to.
 */
public final class UndecodableText implements Rule {

    private static final RuleId ID = new RuleId("mime-not-utf8");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.where(series, mail -> mail.details().garbled());
    }
}
