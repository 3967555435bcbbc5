package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.Person;
import org.triaged.policy.Claims;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.SamePerson;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Where a policy knows granters by name, nobody grants an exception on his own patch. */
public final class SelfGrantedException implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_EXCEPTION_SELF;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        List<Observation> seen = new ArrayList<>();
        series.cover().flatMap(cover -> observe(cover, 0, policy.profile())).ifPresent(seen::add);
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            observe(part.getValue(), part.getKey(), policy.profile()).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }

    static boolean firesOn(ListMail mail, Profile profile) {
        return selfGrant(mail, profile).isPresent();
    }

    private static Optional<Observation> observe(ListMail mail, int number, Profile profile) {
        return selfGrant(mail, profile)
                .map(line -> Observation.of(
                        mail,
                        number,
                        line.line(),
                        profile.exception().trailer().orElseThrow(),
                        byAddress(line.person(), mail) ? "" : "by name"));
    }

    private static Optional<Trailer> selfGrant(ListMail mail, Profile profile) {
        Profile.ExceptionProcess process = profile.exception();
        if (process.mode() != Profile.ExceptionProcess.Mode.NAMED_GRANTER || !process.selfGrantRefused()) {
            return Optional.empty();
        }
        return Claims.trailers(mail, profile)
                .filter(line -> Claims.isOwn(line.person(), mail))
                .findFirst();
    }

    private static boolean byAddress(Person granter, ListMail mail) {
        return Claims.makers(mail).anyMatch(maker -> SamePerson.match(nameless(granter), nameless(maker)));
    }

    private static Person nameless(Person person) {
        return new Person(Optional.empty(), person.email());
    }
}
