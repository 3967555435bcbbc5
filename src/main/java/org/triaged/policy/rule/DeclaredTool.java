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
        Statement statement = new Statement(series, policy.profile().ai());
        series.cover()
                .flatMap(cover -> observe(cover, 0, series, policy, statement))
                .ifPresent(seen::add);
        for (Map.Entry<Integer, ListMail> part : series.patches().entrySet()) {
            observe(part.getValue(), part.getKey(), series, policy, statement).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }

    /**
     * What discloses a tool.
     *
     * @param key as the table spells it; "" when it is prose
     * @param prose a statement, which is kept and held against nobody
     * @param exception the line of an exception is all there is
     */
    record Evidence(String line, String key, boolean prose, boolean exception) {}

    /** The strongest of a mail: a trailer, who wrote it, the line of an exception, a sentence. */
    static Optional<Evidence> evidence(ListMail mail, Series series, Profile.Ai ai, Statement statement) {
        List<Disclosure> disclosures = Disclosure.in(mail, ai);
        return trailer(disclosures, false)
                .or(() -> author(mail, series, ai))
                .or(() -> trailer(disclosures, true))
                .or(() -> statement.in(mail).map(line -> new Evidence(line, "", true, false)));
    }

    private static Optional<Evidence> trailer(List<Disclosure> disclosures, boolean exception) {
        return disclosures.stream()
                .filter(line -> line.exception() == exception)
                .findFirst()
                .map(line -> new Evidence(line.trailer().line(), line.key(), false, exception));
    }

    private static Optional<Evidence> author(ListMail mail, Series series, Profile.Ai ai) {
        return series.cover().filter(cover -> cover.id().equals(mail.id())).isPresent()
                ? Optional.empty()
                : AgentAuthor.line(mail, ai.evidence()).map(line -> new Evidence(line, AgentAuthor.KEY, false, false));
    }

    /** One observation a mail; the line of an exception that another rule holds against stands alone, as that. */
    private static Optional<Observation> observe(
            ListMail mail, int number, Series series, Policy policy, Statement statement) {
        Profile profile = policy.profile();
        return evidence(mail, series, profile.ai(), statement)
                .filter(seen -> !seen.exception() || !isHeldAgainst(mail, policy))
                .map(seen -> observation(mail, number, seen));
    }

    private static boolean isHeldAgainst(ListMail mail, Policy policy) {
        return policy.claimIn(mail.id())
                .filter(claim -> claim.outcome() == Outcome.SELF || claim.outcome() == Outcome.NOT_MAINTAINER)
                .isPresent();
    }

    private static Observation observation(ListMail mail, int number, Evidence seen) {
        Observation told = Observation.of(mail, number, seen.line(), seen.key(), seen.prose() ? "class=B" : "class=A");
        return seen.prose() ? told.atMost(Severity.INFO) : told;
    }
}
