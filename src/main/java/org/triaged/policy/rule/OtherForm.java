package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** The trailer a document asks for has the value that the document describes. */
public final class OtherForm implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_TRAILER_FORMAT;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, ai).stream())
                .toList();
    }

    private static Optional<Observation> observe(Map.Entry<Integer, ListMail> part, Profile.Ai ai) {
        return Disclosure.ofTools(part.getValue(), ai).stream()
                .filter(line -> ai.form().asksFor(line.key()))
                .filter(line -> !ai.form().accepts(line.trailer().value(), ai.evidence()))
                .findFirst()
                .map(line -> Observation.of(
                        part.getValue(), part.getKey(), line.trailer().line(), line.key(), ""));
    }
}
