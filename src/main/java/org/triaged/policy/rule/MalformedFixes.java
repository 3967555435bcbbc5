package org.triaged.policy.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.series.Series;

/**
 * {@code Fixes:} names the commit by twelve digits and its title. Where something else stands there, a bug or words, the
 * line may mean well; that is noted, and no more.
 */
public final class MalformedFixes implements Rule {

    private static final RuleId ID = new RuleId("fixes-malformed");

    private static final Pattern FORM =
            Pattern.compile("(?:commit )?[0-9a-f]{12,64},? \\(.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("[^(]*\\([\"'\u201c\u2018].*[\"'\u201d\u2019]\\).*");

    private static final Pattern COMMIT =
            Pattern.compile("(?:commit )?[0-9a-f]{5,64}(?:[ ,:(].*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_COMMIT =
            Pattern.compile("(?:CVE-|CID\\b|Coverity|.*://|#[0-9]).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern COVERITY = Pattern.compile("(?:CID\\b|Coverity).*", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.of(series)
                .flatMap(part -> TagLine.in(part.getValue(), "Fixes").stream()
                        .filter(line -> !isGood(line.value()))
                        .limit(1)
                        .map(line -> capped(
                                Observation.of(part.getValue(), part.getKey(), line.line(), "", ""), line.value())))
                .toList();
    }

    private static boolean isGood(String value) {
        boolean commit = FORM.matcher(value).matches() && QUOTED.matcher(value).matches();
        return commit || COVERITY.matcher(value).matches();
    }

    private static Observation capped(Observation seen, String value) {
        boolean commit =
                COMMIT.matcher(value).matches() && !NO_COMMIT.matcher(value).matches();
        return commit ? seen : seen.atMost(Severity.INFO);
    }
}
