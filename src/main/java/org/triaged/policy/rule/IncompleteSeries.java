package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * A series comes with all its parts. Mail is slow and moderators sleep, so nothing counts as missing before the series has
 * had its time; some parts of a new version, sent into the thread of the old one, are told as what they are.
 */
public final class IncompleteSeries implements Rule {

    private static final RuleId ID = new RuleId("series-incomplete");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return policy.ripe() ? Optional.empty() : Optional.of("not ripe");
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        if (series.complete() || series.pull()) {
            return List.of();
        }
        String seen = series.patches().size() + " of " + series.total() + " seen";
        return List.of(Observation.ofSeries(
                series.partial() ? seen + ", a partial resend" : seen + ", without " + gaps(series)));
    }

    private static String gaps(Series series) {
        return series.missing().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
