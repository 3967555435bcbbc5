package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.SamePerson;
import org.triaged.series.Series;

/** Author line and sign-off show one address of the author. Two are no error, but people wonder which one is right. */
public final class SignOffFromElsewhere implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-address-differs");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return Commits.telling(series, mail -> differing(mail));
    }

    private static Optional<String> differing(ListMail mail) {
        List<SignOffs.SignOff> own = SignOffs.signed(mail).stream()
                .filter(line -> SamePerson.match(mail.author(), line.person()))
                .toList();
        boolean known = mail.author().email().isPresent() && !mail.odd("munged-from-lost");
        return own.stream()
                .filter(line -> known
                        && line.person().email().isPresent()
                        && own.stream().noneMatch(other -> byAddress(mail.author(), other.person())))
                .map(SignOffs.SignOff::line)
                .findFirst();
    }

    private static boolean byAddress(Person author, Person signed) {
        return SamePerson.match(
                new Person(Optional.empty(), author.email()), new Person(Optional.empty(), signed.email()));
    }
}
