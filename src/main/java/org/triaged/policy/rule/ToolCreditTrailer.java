package org.triaged.policy.rule;

import java.util.ArrayList;
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

/**
 * A line that says how a patch was made does not advertise what it was made with. Only lines that disclose a tool are
 * looked at, and saying "LLM" advertises nothing.
 */
public final class ToolCreditTrailer implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_VENDOR_TRAILER;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        List<Observation> seen = new ArrayList<>();
        series.cover().flatMap(cover -> observe(cover, 0, ai)).ifPresent(seen::add);
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            observe(part.getValue(), part.getKey(), ai).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }

    /** One observation a mail: the first line that names a tool or model. */
    private static Optional<Observation> observe(ListMail mail, int number, Profile.Ai ai) {
        return Disclosure.in(mail, ai).stream()
                .filter(line -> line.namesTool(ai.evidence()))
                .findFirst()
                .map(line -> Observation.of(mail, number, line.trailer().line(), line.key(), ""));
    }
}
