package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Profile;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/**
 * The mail itself says that a tool had a part in the patch. Honest lines are thanked for, never punished; that AI was
 * used is only ever known because somebody wrote it down.
 */
public final class DeclaredTool implements Rule {

    @Override
    public RuleId id() {
        return RuleBook.AI_DECLARED;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        List<Observation> seen = new ArrayList<>();
        series.cover().ifPresent(cover -> seen.addAll(observe(cover, 0, policy)));
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            seen.addAll(observe(part.getValue(), part.getKey(), policy));
        }
        return List.copyOf(seen);
    }

    /** One observation a mail: the first disclosure, else the line of an exception that no other rule holds against. */
    private static List<Observation> observe(ListMail mail, int number, Policy policy) {
        Profile.Ai ai = policy.profile().ai();
        List<Disclosure> disclosures = Disclosure.in(mail, ai);
        Optional<Disclosure> told =
                disclosures.stream().filter(line -> !line.exception()).findFirst();
        boolean claimStandsAlone = told.isEmpty()
                && policy.claimIn(mail.id())
                        .filter(claim -> claim.outcome() == Outcome.SELF || claim.outcome() == Outcome.NOT_MAINTAINER)
                        .isPresent();
        return told
                .or(() -> disclosures.stream().findFirst())
                .filter(line -> !claimStandsAlone)
                .map(line -> Observation.of(mail, number, line.trailer().line(), line.key(), "class=A")
                        .atMost(ai.stance() == Profile.Stance.FORBID ? Severity.VIOLATION : Severity.INFO))
                .stream()
                .toList();
    }
}
