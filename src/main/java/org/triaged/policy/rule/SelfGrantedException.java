package org.triaged.policy.rule;

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
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, policy.profile()).stream())
                .toList();
    }

    static boolean firesOn(ListMail mail, Profile profile) {
        return selfGrant(mail, profile).isPresent();
    }

    private static Optional<Observation> observe(Map.Entry<Integer, ListMail> part, Profile profile) {
        ListMail mail = part.getValue();
        return selfGrant(mail, profile)
                .map(line -> Observation.of(
                        mail,
                        part.getKey(),
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
        return Claims.makers(mail)
                .anyMatch(maker -> maker.email().filter(granter::hasAddress).isPresent());
    }
}
