package org.triaged.policy.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Crowd;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Who is named as co-author usually signs as well. What agents are named for is a matter of other rules. */
public final class UnsignedCoAuthor implements Rule {

    private static final RuleId ID = new RuleId("dco-coauthor-no-sob");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        AiEvidence table = policy.profile().ai().evidence();
        return Commits.telling(
                series,
                mail -> unsigned(
                        mail, new PersonGuard(table), policy.around().known().people()));
    }

    private static Optional<String> unsigned(ListMail mail, PersonGuard guard, People people) {
        Crowd signed = Crowd.of(SignOffs.of(mail), people);
        return Stream.of("Co-developed-by", "Co-authored-by")
                .flatMap(key -> TagLine.in(mail, key).stream())
                .filter(line -> {
                    Trailer trailer = new Trailer(line.key(), line.value(), Person.read(line.value()));
                    return !guard.isAgent(trailer) && !guard.surelyTool(trailer) && !signed.holds(trailer.person());
                })
                .map(TagLine::line)
                .findFirst();
    }
}
