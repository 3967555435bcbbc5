package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.FileChange;
import org.triaged.series.Series;

/**
 * Whoever brings, moves or removes files looks whether MAINTAINERS still fits; patterns there may cover them already.
 */
public final class MaintainersUntouched implements Rule {

    private static final RuleId ID = new RuleId("newfile-maintainers");

    private static final Set<FileChange.Status> MOVES = Set.of(
            FileChange.Status.ADDED, FileChange.Status.RENAMED, FileChange.Status.COPIED, FileChange.Status.DELETED);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return Whole.notYet(series, policy);
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean moves = Commits.of(series)
                .flatMap(part -> part.getValue().files().stream())
                .map(FileChange::status)
                .anyMatch(MOVES::contains);
        boolean touched = Commits.of(series)
                .flatMap(part -> part.getValue().files().stream())
                .anyMatch(file -> file.path().equals("MAINTAINERS"));
        return moves && !touched ? List.of(Observation.ofSeries("")) : List.of();
    }
}
