package org.triaged.policy.rule;

import java.util.List;
import org.triaged.mail.MessageId;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * Patches stand side by side below the cover, not each below the one before. Without a cover they stand below the
 * first.
 */
public final class ChainedPatches implements Rule {

    private static final RuleId ID = new RuleId("series-deep-threading");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.patches().entrySet().stream()
                .filter(part -> part.getValue().envelope().parents().stream()
                        .limit(1)
                        .anyMatch(parent -> isLaterPatch(parent, series)))
                .findFirst()
                .map(part -> Observation.ofSeries("patch " + part.getKey() + " answers another"))
                .stream()
                .toList();
    }

    private static boolean isLaterPatch(MessageId parent, Series series) {
        boolean first = series.cover().isEmpty() && parent.equals(series.head().id());
        return !first
                && series.patches().values().stream()
                        .anyMatch(patch -> patch.id().equals(parent));
    }
}
