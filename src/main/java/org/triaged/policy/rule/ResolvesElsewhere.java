package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** {@code Resolves:} closes an issue of the project's own tracker; other places have {@code Buglink:}. */
public final class ResolvesElsewhere implements Rule {

    private static final RuleId ID = new RuleId("resolves-not-gitlab");

    private static final Pattern NUMBER = Pattern.compile("#[0-9]+.*");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return policy.profile()
                .names()
                .tracker()
                .map(tracker -> elsewhere(series, tracker))
                .orElse(List.of());
    }

    private static List<Observation> elsewhere(Series series, String tracker) {
        return Commits.telling(series, mail -> TagLine.in(mail, "Resolves").stream()
                .filter(line -> !isIssue(line.value(), tracker)
                        && !NUMBER.matcher(line.value()).matches())
                .map(TagLine::line)
                .findFirst());
    }

    private static boolean isIssue(String value, String tracker) {
        int at = value.toLowerCase(Locale.ROOT).indexOf(tracker.toLowerCase(Locale.ROOT));
        String place = at < 0 ? "" : value.substring(at + tracker.length());
        return place.contains("/issues/") || place.contains("/work_items/");
    }
}
