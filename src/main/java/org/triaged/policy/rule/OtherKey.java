package org.triaged.policy.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.DisclosureForm;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** The use of tools is told by a trailer the document knows, and by none that it does not want. */
public final class OtherKey implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_TRAILER_WRONG_KEY;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        Statement statement = new Statement(series, ai);
        return series.patches().entrySet().stream()
                .flatMap(part -> observe(part, ai, statement).stream())
                .toList();
    }

    private static Optional<Observation> observe(
            Map.Entry<Integer, ListMail> part, Profile.Ai ai, Statement statement) {
        ListMail mail = part.getValue();
        DisclosureForm form = ai.form();
        List<Disclosure> told = Disclosure.ofTools(mail, ai);
        boolean asked = told.stream().anyMatch(line -> form.asksFor(line.key()));
        if (told.isEmpty() && !form.required().isEmpty()) {
            return statement.in(mail).map(line -> Observation.of(mail, part.getKey(), line, "", "class=B")
                    .atMost(Severity.INFO));
        }
        return told.stream()
                .filter(line ->
                        form.forbids(line.key()) || !asked && !form.required().isEmpty())
                .findFirst()
                .map(line -> Observation.of(mail, part.getKey(), line.trailer().line(), line.key(), ""));
    }
}
