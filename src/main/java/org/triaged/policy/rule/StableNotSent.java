package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A patch that is meant for the stable branch goes to its list as well. */
public final class StableNotSent implements Rule {

    private static final RuleId ID = new RuleId("stable-cc-not-sent");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return policy.profile()
                .names()
                .stable()
                .map(stable -> Commits.where(
                        series, mail -> StableList.isNamed(mail, stable) && !Addressed.reaches(mail, stable)))
                .orElse(List.of());
    }
}
