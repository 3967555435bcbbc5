package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * Added lines end where their text does. What a test expects to be printed, and patches in the tree, are kept as they
 * are.
 */
public final class TrailingBlanks implements Rule {

    private static final RuleId ID = new RuleId("patch-trailing-ws");

    private static final List<String> MEANT = List.of(".patch", ".diff", ".out", ".ref", ".expected", ".md");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> mail.details().files().stream()
                .filter(file -> MEANT.stream().noneMatch(file.change().path()::endsWith))
                .flatMap(file -> file.firstInBlanks().stream())
                .findFirst());
    }
}
