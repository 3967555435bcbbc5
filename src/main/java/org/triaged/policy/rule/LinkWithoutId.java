package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * Tools follow {@code Based-on:} and {@code Supersedes:} to a mail, so their value is its id, or an address with the id
 * in it.
 */
public final class LinkWithoutId implements Rule {

    private static final RuleId ID = new RuleId("series-based-on-malformed");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        List<Observation> seen = new ArrayList<>();
        series.cover()
                .flatMap(LinkWithoutId::bad)
                .ifPresent(line -> seen.add(Observation.of(series.cover().orElseThrow(), 0, line, "", "")));
        seen.addAll(Commits.telling(series, LinkWithoutId::bad));
        return List.copyOf(seen);
    }

    /** A value with an {@code @} may be an id that we read otherwise. */
    private static Optional<String> bad(ListMail mail) {
        return mail.details().badLinks().stream()
                .filter(line -> line.indexOf('@') < 0)
                .filter(line -> line.regionMatches(true, 0, "Based-on:", 0, 9)
                        || line.regionMatches(true, 0, "Supersedes:", 0, 11))
                .findFirst();
    }
}
