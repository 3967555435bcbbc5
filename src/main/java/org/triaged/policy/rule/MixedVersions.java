package org.triaged.policy.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * All parts of one posting state one version. A fix-up such as v2.5, and a new version of some parts, are postings of
 * their own.
 */
public final class MixedVersions implements Rule {

    private static final RuleId ID = new RuleId("series-version-mixed");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.kin().strays().isEmpty()
                ? List.of()
                : List.of(Observation.ofSeries("v" + series.version() + " beside "
                        + series.kin().strays().stream()
                                .map(version -> "v" + version)
                                .collect(Collectors.joining(", "))));
    }
}
