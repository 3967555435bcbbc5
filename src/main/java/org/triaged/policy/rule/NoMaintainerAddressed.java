package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.policy.Maintainers;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** A change is sent to those who look after what it touches; nobody asks that of a clean-up of the whole tree. */
public final class NoMaintainerAddressed implements Rule {

    private static final RuleId ID = new RuleId("route-no-maintainer");

    /** So many sections or more, and it is no change of any one of them. */
    private static final int TREE_WIDE = 8;

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        List<Maintainers.Section> touched = policy.around().touched().stream()
                .filter(section -> section.people(Maintainers.Role.M).findAny().isPresent())
                .toList();
        boolean told = touched.isEmpty()
                || touched.size() >= TREE_WIDE
                || policy.around()
                        .maintains(touched, series.members().stream().flatMap(NoMaintainerAddressed::parties));
        return told
                ? List.of()
                : List.of(Observation.ofSeries(String.join(
                        ", ", touched.stream().map(Maintainers.Section::title).toList())));
    }

    @Override
    public Optional<String> unable(Series series, Policy policy) {
        return Optional.of(policy.around().known().maintainers().unknown())
                .filter(why -> !policy.around().known().maintainers().known());
    }

    private static Stream<Person> parties(ListMail mail) {
        return Stream.of(
                        Stream.of(mail.author(), mail.sender()),
                        mail.envelope().people("To").stream(),
                        mail.envelope().people("Cc").stream())
                .flatMap(people -> people);
    }
}
