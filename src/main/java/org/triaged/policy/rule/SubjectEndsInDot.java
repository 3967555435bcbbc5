package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/** A subject is a title and ends without a full stop. Three dots, and abbreviations, keep theirs. */
public final class SubjectEndsInDot implements Rule {

    private static final RuleId ID = new RuleId("subject-trailing-dot");

    private static final Pattern KEPT = Pattern.compile(
            ".*(?:\\.\\.|\\b(?:etc|al|vs|inc|ltd|corp|approx|resp|incl|excl|misc|no|nr|sec|fig|ver)\\."
                    + "|\\b[a-z](?:\\.[a-z])*\\.)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> Optional.of(
                        mail.subject().title().strip())
                .filter(title -> title.endsWith(".") && !KEPT.matcher(title).matches()));
    }
}
