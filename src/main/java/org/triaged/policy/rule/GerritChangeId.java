package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** The number by which a review tool knows a change means nothing to a project that does not use the tool. */
public final class GerritChangeId implements Rule {

    private static final RuleId ID = new RuleId("gerrit-change-id");

    private static final Pattern NUMBER = Pattern.compile("I[0-9a-f]{40}");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> TagLine.in(mail, "Change-Id").stream()
                .filter(line -> NUMBER.matcher(line.value()).matches())
                .map(TagLine::line)
                .findFirst());
    }
}
