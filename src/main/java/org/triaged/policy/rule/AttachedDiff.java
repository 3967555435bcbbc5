package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * A patch stands in the text of the mail, where people can answer line by line. Signatures and cards may be attached.
 */
public final class AttachedDiff implements Rule {

    private static final RuleId ID = new RuleId("mime-attachment");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.where(series, mail -> mail.details().attachedDiff());
    }
}
