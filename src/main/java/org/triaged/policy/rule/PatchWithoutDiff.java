package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** What is tagged and numbered as a patch brings one. Files that only move or change their mode are in a diff, too. */
public final class PatchWithoutDiff implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.NOT_A_PATCH;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.patches().entrySet().stream()
                .filter(part -> part.getValue().odd("no-diff"))
                .map(part -> Observation.of(part.getValue(), part.getKey(), "", "", ""))
                .toList();
    }
}
