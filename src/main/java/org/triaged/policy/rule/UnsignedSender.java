package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;

/**
 * Whoever passes on the patch of somebody else signs it, too. Not held to it are relays and those who post for a stable
 * branch; of a pull request another rule asks it.
 */
public final class UnsignedSender implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-sender-missing");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        if (series.pull() || !policy.profile().dco().required()) {
            return List.of();
        }
        return Commits.where(
                series,
                mail -> isPassedOnUnsigned(
                        mail, policy.profile().dco(), policy.around().known().people()));
    }

    private static boolean isPassedOnUnsigned(ListMail mail, Profile.Dco dco, People people) {
        Person sender = mail.sender();
        boolean told = sender.email().isPresent()
                && !mail.odd("munged-from")
                && !mail.odd("munged-from-lost")
                && !dco.relays(sender)
                && !forStable(mail);
        List<Person> signed = SignOffs.of(mail);
        return told
                && !signed.isEmpty()
                && !people.same(mail.author(), sender)
                && signed.stream().noneMatch(person -> people.same(sender, person));
    }

    /** {@code [Stable-10.0.3 01/65]}: rounds of what is in master already. */
    private static boolean forStable(ListMail mail) {
        return mail.subject().tags().stream()
                .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).startsWith("stable"));
    }
}
