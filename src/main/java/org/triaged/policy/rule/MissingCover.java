package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** Several patches come with a cover letter. Where all of them answer a mail that was not seen, that may be it. */
public final class MissingCover implements Rule {

    private static final RuleId ID = new RuleId("series-cover-missing");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        if (!isBare(series)) {
            return Optional.empty();
        }
        Optional<String> ghost = Optional.of("the mail that all parts answer was not seen")
                .filter(why -> !series.contains(series.root()));
        return Whole.notYet(series, policy).or(() -> ghost);
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return isBare(series) ? List.of(Observation.ofSeries(series.total() + " patches")) : List.of();
    }

    private static boolean isBare(Series series) {
        return series.total() > 1 && series.cover().isEmpty() && !series.pull();
    }
}
