package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Links;
import org.triaged.series.Series;

/** What is pulled is a signed tag, so the letter names one. Whether it is signed well, only git can tell. */
public final class PullWithoutTag implements Rule {

    private static final RuleId ID = new RuleId("pull-unsigned");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return PullLetter.of(series)
                .filter(letter -> letter.mail()
                        .links()
                        .pull()
                        .flatMap(Links.PullRequest::ref)
                        .filter(ref -> ref.startsWith("tags/") || ref.startsWith("refs/tags/"))
                        .isEmpty())
                .map(letter -> letter.observed(letter.mail()
                        .links()
                        .pull()
                        .map(pull ->
                                pull.url() + pull.ref().map(ref -> " " + ref).orElse(""))
                        .orElse("")))
                .orElse(List.of());
    }
}
