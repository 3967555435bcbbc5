package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;

/**
 * A sign-off names somebody. One word or a known pseudonym is a name; an address alone, or what a tool put in for one,
 * is none.
 */
public final class NamelessSignOff implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-anonymous");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Dco dco = policy.profile().dco();
        return Commits.telling(series, mail -> SignOffs.signed(mail).stream()
                .filter(line -> isNobody(line.person(), dco))
                .map(SignOffs.SignOff::line)
                .findFirst());
    }

    private static boolean isNobody(Person person, Profile.Dco dco) {
        String name = person.name().orElse("").strip();
        return name.isEmpty()
                || dco.isPlaceholder(name)
                || name.toLowerCase(Locale.ROOT).endsWith("@localhost")
                || person.email().filter(name::equalsIgnoreCase).isPresent();
    }
}
