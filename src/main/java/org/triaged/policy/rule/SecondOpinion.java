package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.policy.Around;
import org.triaged.policy.Claim;
import org.triaged.policy.Maintainers;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A maintainer who posts what a tool had a part in asks a colleague: a tag of another maintainer is the answer. */
public final class SecondOpinion implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_SECOND_OPINION_OPEN;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        if (!asked(series, policy)) {
            return List.of();
        }
        Around around = policy.around();
        boolean ownFiles = series.patches().values().stream()
                .anyMatch(patch -> around.maintains(around.touched(patch.id()), Stream.of(patch.author())));
        boolean given = around.tags().stream()
                        .anyMatch(tag -> tag.senderIsPerson()
                                && !tag.isAuthor()
                                && tag.maintainer().yes())
                || policy.claims().stream().anyMatch(Claim::reliedOn);
        return !ownFiles || given
                ? List.of()
                : List.of(Observation.ofSeries(around.touched().stream()
                        .map(Maintainers.Section::title)
                        .collect(Collectors.joining(", "))));
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return Optional.of(policy.around().known().maintainers().unknown())
                .filter(why -> !policy.around().known().maintainers().known() && asked(series, policy));
    }

    private static boolean asked(Series series, Policy policy) {
        return policy.profile().exception().secondOpinion()
                && !new DeclaredTool().check(series, policy).isEmpty();
    }
}
