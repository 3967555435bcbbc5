package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.Person;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** The certificate of origin is given by a person, who answers for all of the content; a program answers for nothing. */
public final class AgentSignOff implements Rule {

    static final String KEY = "Signed-off-by";

    private static final RuleId ID = new RuleId("dco-sob-agent");

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        PersonGuard guard = new PersonGuard(policy.profile().ai().evidence());
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, guard).stream())
                .toList();
    }

    private static Optional<Observation> observe(Map.Entry<Integer, ListMail> part, PersonGuard guard) {
        return part.getValue()
                .message()
                .lines()
                .flatMap(line -> signOff(line).stream())
                .filter(guard::isAgent)
                .findFirst()
                .map(signed -> Observation.of(part.getValue(), part.getKey(), signed.line(), KEY, ""));
    }

    /** At column 0, since what is indented is an example; in any paragraph, so that no other line hides or shows it. */
    private static Optional<Trailer> signOff(String line) {
        if (!line.regionMatches(true, 0, KEY + ":", 0, KEY.length() + 1)) {
            return Optional.empty();
        }
        String value = line.substring(KEY.length() + 1).strip();
        return Optional.of(new Trailer(KEY, value, Person.read(value)));
    }
}
