package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.FileChange;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Generated content in a large change needs somebody's leave beforehand. A line that was changed is counted once, though
 * a diff shows it twice, and files that the document does not count are not.
 */
public final class LargeGeneratedChange implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_SCOPE_EXCEEDED;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        Statement statement = new Statement(series, ai);
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, series, ai, statement).stream())
                .toList();
    }

    private static Optional<Observation> observe(
            Map.Entry<Integer, ListMail> part, Series series, Profile.Ai ai, Statement statement) {
        int changed = part.getValue().files().stream()
                .filter(file -> !ai.uncounted().holds(file.path()))
                .mapToInt(LargeGeneratedChange::changed)
                .sum();
        return ai.sizeCap()
                .filter(cap -> changed > cap)
                .flatMap(cap -> DeclaredTool.evidence(part.getValue(), series, ai, statement))
                .map(seen -> Observation.of(part.getValue(), part.getKey(), changed + " code lines", "", ""));
    }

    private static int changed(FileChange file) {
        return Math.max(file.added().orElse(0), file.deleted().orElse(0));
    }
}
