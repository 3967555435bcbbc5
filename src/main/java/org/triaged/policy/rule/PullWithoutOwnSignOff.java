package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;

/** Whoever asks to pull has signed each commit, last of all. */
public final class PullWithoutOwnSignOff implements Rule {

    private static final RuleId ID = new RuleId("pull-sob-missing");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.pull() && policy.profile().dco().required()
                ? Commits.where(
                        series,
                        mail -> !isSignedBySender(mail, policy.around().known().people()))
                : List.of();
    }

    /** A sender that a list has hidden is held to nothing. */
    private static boolean isSignedBySender(ListMail mail, People people) {
        return mail.sender().email().isEmpty()
                || mail.odd("munged-from")
                || mail.odd("munged-from-lost")
                || SignOffs.of(mail).stream().anyMatch(person -> people.same(mail.sender(), person));
    }
}
