package org.triaged.policy.rule;

import java.time.Duration;
import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Kin;
import org.triaged.series.Series;

/**
 * Patches that changed since they were posted come as a new version. The same diff again, or a tag that says so, is a
 * resend.
 */
public final class RepostWithoutVersion implements Rule {

    private static final RuleId ID = new RuleId("series-version-missing");

    /** Titles such as "update linux headers" come again every year. */
    private static final Duration RECENT = Duration.ofDays(60);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        boolean labelled = series.members().stream()
                .anyMatch(mail ->
                        mail.subject().resendTag() || mail.subject().version().isPresent());
        return series
                .kin()
                .repost()
                .filter(before -> !labelled && !series.pull() && before.sameTitles() && !before.sameDiffs())
                .filter(before -> isRecent(before, series))
                .map(before -> Observation.ofSeries("posted before as " + before.root()))
                .stream()
                .toList();
    }

    private static boolean isRecent(Kin.Repost before, Series series) {
        return Duration.between(before.date(), series.head().envelope().date())
                        .abs()
                        .compareTo(RECENT)
                <= 0;
    }
}
