package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A patch has a title of its own behind its tags. */
public final class EmptySubject implements Rule {

    private static final RuleId ID = new RuleId("subject-empty");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> Optional.of(mail.envelope().subject())
                .filter(subject -> mail.subject().title().isBlank()));
    }
}
