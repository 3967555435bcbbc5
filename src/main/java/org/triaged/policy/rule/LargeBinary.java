package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A large binary is better linked to than posted. */
public final class LargeBinary implements Rule {

    private static final RuleId ID = new RuleId("binary-blob");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        long most = policy.profile().files().binaryMax();
        return Commits.tellingEach(series, mail -> mail.details().files().stream()
                .filter(file -> file.binarySize().orElse(0L) > most)
                .map(file -> file.change().path()));
    }
}
