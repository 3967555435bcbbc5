package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.policy.StrictTrailers;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

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
        return StrictTrailers.of(part.getValue()).stream()
                .filter(trailer -> trailer.key().equalsIgnoreCase(KEY) && guard.isAgent(trailer))
                .findFirst()
                .map(trailer -> Observation.of(part.getValue(), part.getKey(), trailer.line(), KEY, ""));
    }
}
