package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Crowd;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;

/**
 * Sign-offs tell the way of a patch: its author first, its sender last. Those who developed it together stand beside
 * the author.
 */
public final class SignOffOrder implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-order");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        return series.pull()
                ? List.of()
                : Commits.telling(
                        series, mail -> outOfOrder(mail, policy.around().known().people()));
    }

    private static Optional<String> outOfOrder(ListMail mail, People people) {
        Crowd together = Crowd.of(
                Stream.of("Co-developed-by", "Co-authored-by")
                        .flatMap(key -> TagLine.in(mail, key).stream())
                        .map(line -> Person.read(line.value()))
                        .toList(),
                people);
        List<SignOffs.SignOff> way = SignOffs.signed(mail).stream()
                .filter(line -> !together.holds(line.person()))
                .toList();
        if (way.size() < 2) {
            return Optional.empty();
        }
        SignOffs.SignOff first = way.get(0);
        SignOffs.SignOff last = way.get(way.size() - 1);
        if (isBy(way, mail.author(), people) && !people.same(mail.author(), first.person())) {
            return Optional.of(first.line());
        }
        return isBy(way, mail.sender(), people) && !people.same(mail.sender(), last.person())
                ? Optional.of(last.line())
                : Optional.empty();
    }

    private static boolean isBy(List<SignOffs.SignOff> way, Person person, People people) {
        return way.stream().anyMatch(line -> people.same(person, line.person()));
    }
}
