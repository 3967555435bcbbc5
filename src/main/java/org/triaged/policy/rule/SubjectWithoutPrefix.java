package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * A subject begins with the part of the tree it is about, and a colon. A revert quotes another subject, and a fix-up
 * repeats one.
 */
public final class SubjectWithoutPrefix implements Rule {

    private static final RuleId ID = new RuleId("subject-no-prefix");

    private static final Pattern PREFIX = Pattern.compile("[^:\"]{1,80}:(?:\\s.*)?");

    private static final Pattern AGAIN =
            Pattern.compile("(?:Revert|Reapply|Re-apply) \".*|(?:fixup|squash|amend)! .*", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(
                series, mail -> Optional.of(mail.subject().title().strip())
                        .filter(title -> !title.isEmpty()
                                && !PREFIX.matcher(title).matches()
                                && !AGAIN.matcher(title).matches()));
    }
}
