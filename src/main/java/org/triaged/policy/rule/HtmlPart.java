package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** Mail to the list is plain text; a part in HTML is not needed beside it. */
public final class HtmlPart implements Rule {

    private static final RuleId ID = new RuleId("mime-html");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.where(series, mail -> mail.odd("html-part") || mail.odd("html-only"));
    }
}
