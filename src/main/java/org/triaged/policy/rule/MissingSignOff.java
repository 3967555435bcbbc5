package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Every commit carries the line by which its author certifies the Developer's Certificate of Origin. */
public final class MissingSignOff implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-missing");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        if (!policy.profile().dco().required()) {
            return List.of();
        }
        return Commits.of(series)
                .filter(part -> SignOffs.of(part.getValue()).isEmpty())
                .map(MissingSignOff::observation)
                .toList();
    }

    private static Observation observation(Map.Entry<Integer, ListMail> part) {
        String note = part.getValue().odd("signoff-below-cut") ? "below ---" : "";
        return Observation.of(part.getValue(), part.getKey(), "", "", note);
    }
}
