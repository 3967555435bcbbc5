package org.triaged.policy.rule;

import java.util.List;
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
 * Whoever wrote a change signs it; those who pass it on sign after. An author the mail does not really tell, as when a
 * list has hidden From, is held to nothing, and a patch nobody signed is another rule's.
 */
public final class SignOffOfOthers implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-author-mismatch");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Dco dco = policy.profile().dco();
        if (!dco.required()) {
            return List.of();
        }
        return Commits.where(
                series,
                mail -> isSignedByOthersAlone(mail, dco, policy.around().known().people()));
    }

    private static boolean isSignedByOthersAlone(ListMail mail, Profile.Dco dco, People people) {
        Person author = mail.author();
        boolean told = !author.equals(Person.NOBODY)
                && !mail.odd("munged-from-lost")
                && !dco.relays(mail.author())
                && !AuthorHiddenByList.firesOn(mail);
        List<Person> signed = SignOffs.of(mail);
        return told
                && !signed.isEmpty()
                && signed.stream().noneMatch(person -> isSame(author, person, dco.authorMatch(), people));
    }

    /** By what counts of a person under the profile. */
    private static boolean isSame(Person author, Person signed, Profile.AuthorMatch by, People people) {
        return switch (by) {
            case ADDRESS -> people.sameByAddress(author, signed);
            case NAME -> people.sameByName(author, signed);
            case EITHER -> people.same(author, signed);
        };
    }
}
