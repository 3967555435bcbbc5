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
import org.triaged.policy.StrictTrailers;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.series.Trailer;

/** Whoever signs a patch signs what stands above, so a project may want the use of tools told before the sign-offs. */
public final class OtherPlace implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_TRAILER_PLACEMENT;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, ai).stream())
                .toList();
    }

    private static Optional<Observation> observe(Map.Entry<Integer, ListMail> part, Profile.Ai ai) {
        return switch (ai.form().placement()) {
            case ANY -> Optional.empty();
            case BEFORE_SIGN_OFF -> afterSignOff(part, ai);
        };
    }

    private static Optional<Observation> afterSignOff(Map.Entry<Integer, ListMail> part, Profile.Ai ai) {
        List<Trailer> signedAndBelow = StrictTrailers.of(part.getValue()).stream()
                .dropWhile(trailer -> !trailer.key().equalsIgnoreCase(AgentSignOff.KEY))
                .toList();
        return Disclosure.ofTools(part.getValue(), ai).stream()
                .filter(line -> ai.form().asksFor(line.key()))
                .filter(line -> signedAndBelow.contains(line.trailer()))
                .findFirst()
                .map(line -> Observation.of(
                        part.getValue(), part.getKey(), line.trailer().line(), line.key(), ""));
    }
}
