package org.triaged.policy.rule;

import java.util.List;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/**
 * A person signs, and answers for all of the patch. An agent cannot; it is known by its address, never by a likely
 * name.
 */
public final class SignOffByAgent implements Rule {

    private static final RuleId ID = new RuleId("dco-sob-agent");

    private static final String KEY = "Signed-off-by";

    @Override
    public RuleId id() {
        return ID;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        AiEvidence table = policy.profile().ai().evidence();
        return Commits.of(series)
                .flatMap(part -> SignOffs.signed(part.getValue()).stream()
                        .filter(line -> isAgent(line, table))
                        .limit(1)
                        .map(line -> Observation.of(part.getValue(), part.getKey(), line.line(), key(table), "")))
                .toList();
    }

    private static boolean isAgent(SignOffs.SignOff line, AiEvidence table) {
        return new PersonGuard(table).isAgent(new Trailer(KEY, line.value(), line.person()));
    }

    /** As the table spells it, so that a disclosure by the same line is known as the same fact. */
    private static String key(AiEvidence table) {
        return AiEvidence.spelled(table.identity(), KEY).orElse(KEY);
    }
}
