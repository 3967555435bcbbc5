package org.triaged.policy.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
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
        Set<MessageId> others =
                series.patches().values().stream().map(ListMail::id).collect(Collectors.toCollection(HashSet::new));
        if (series.cover().isEmpty()) {
            others.remove(series.head().id());
        }
        return series.patches().entrySet().stream()
                .filter(part ->
                        part.getValue().envelope().parents().stream().limit(1).anyMatch(others::contains))
                .findFirst()
                .map(part -> Observation.ofSeries("patch " + part.getKey() + " answers another"))
                .stream()
                .toList();
    }
}
