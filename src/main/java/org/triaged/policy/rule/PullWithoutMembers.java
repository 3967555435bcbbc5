package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * The patches of a pull request follow it to the list, for those who look at the last moment. A letter without numbers
 * announces none.
 */
public final class PullWithoutMembers implements Rule {

    private static final RuleId ID = new RuleId("pull-no-members");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return policy.ripe() || !series.pull() ? Optional.empty() : Optional.of("not ripe");
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean announced = series.cover()
                .filter(letter -> letter.subject().number().isPresent())
                .isPresent();
        return series.pull() && announced && series.patches().isEmpty()
                ? List.of(Observation.ofSeries(series.total() + " announced"))
                : List.of();
    }
}
