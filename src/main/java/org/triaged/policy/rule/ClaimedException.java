package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Claim;
import org.triaged.policy.Claim.Outcome;
import org.triaged.policy.Observation;
import org.triaged.policy.Policy;
import org.triaged.policy.Rule;
import org.triaged.policy.RuleId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** A mail claims an exception, and the best of its claims came to this. What it claims is noted, never held against it. */
public final class ClaimedException implements Rule {

    private final RuleId id;
    private final Set<Outcome> outcomes;

    public ClaimedException(RuleId id, Outcome... outcomes) {
        this.id = id;
        this.outcomes = Set.of(outcomes);
    }

    @Override
    public RuleId id() {
        return id;
    }

    @Override
    public List<Observation> check(Series series, Policy policy) {
        List<Observation> seen = new ArrayList<>();
        series.cover().flatMap(cover -> observe(cover, 0, policy)).ifPresent(seen::add);
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            observe(part.getValue(), part.getKey(), policy).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }

    /** Who looks after a file is not known without the file that says so. */
    @Override
    public Optional<String> unable(Series series, Policy policy) {
        boolean asks = outcomes.contains(Outcome.NOT_MAINTAINER)
                && !policy.profile().exception().granterRoles().isEmpty()
                && policy.claims().stream().anyMatch(claim -> claim.outcome() == Outcome.UNCONFIRMED);
        return Optional.of(policy.around().known().maintainers().unknown())
                .filter(why -> asks && !policy.around().known().maintainers().known());
    }

    private Optional<Observation> observe(ListMail mail, int number, Policy policy) {
        return policy.claimIn(mail.id())
                .filter(claim -> outcomes.contains(claim.outcome()))
                .filter(claim -> claim.outcome() != Outcome.UNCONFIRMED || !claim.confirmed())
                .map(claim -> Observation.of(mail, number, claim.line(), key(claim, policy), claim.note()));
    }

    /** As the table spells it; "" of a sentence. */
    private static String key(Claim claim, Policy policy) {
        String written = claim.line().substring(0, Math.max(0, claim.line().indexOf(':')));
        return claim.form() == Claim.Form.PROSE
                ? ""
                : AiEvidence.spelled(policy.profile().ai().evidence().exception(), written)
                        .orElse("");
    }
}
