package org.triaged.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.series.Series;

/** Judges a series by the policy of its date. A function: the same arguments give the same judgement. */
public final class Judge {

    private Judge() {}

    /**
     * What a list wants judged, and how.
     *
     * @param scope table of the project's paths; empty: every series is ours
     * @param weights rules without an entry are recorded
     * @param forced scope of every series, whatever the table says
     */
    public record Terms(
            Policies policies,
            Policies.Following following,
            Optional<ScopeTable> scope,
            Map<RuleId, Weight> weights,
            Optional<Scope> forced) {

        public Terms {
            weights = Map.copyOf(weights);
        }

        public Terms(
                Policies policies,
                Policies.Following following,
                Optional<ScopeTable> scope,
                Map<RuleId, Weight> weights) {
            this(policies, following, scope, weights, Optional.empty());
        }

        public Terms following(Policies.Following other) {
            return new Terms(policies, other, scope, weights, forced);
        }

        public Terms within(Optional<Scope> scopeOfAll) {
            return new Terms(policies, following, scope, weights, scopeOfAll);
        }

        Scope scopeOf(Series series) {
            return forced.or(() -> scope.map(table -> table.of(series))).orElse(Scope.OURS);
        }
    }

    private record Place(RuleId rule, Optional<MessageId> mail) {}

    /** What one profile says; the findings and the rules that could not tell. */
    private record Said(List<Finding> findings, List<Skipped> skipped) {}

    /** The policy of the series' date, and the one before it. */
    public static Policies.Choice choose(Series series, Terms terms) {
        return terms.policies()
                .choose(terms.following(), JudgingDate.of(series.head().envelope()));
    }

    /** @param ripe the series has had its time; what is not there by now is missing */
    public static Judgement judge(Series series, Terms terms, boolean ripe) {
        Instant date = JudgingDate.of(series.head().envelope());
        Policies.Choice choice = choose(series, terms);
        Profile profile = choice.profile();
        Scope scope = terms.scopeOf(series);
        Said said = ask(series, new Policy(profile, ripe), scope, terms.weights());
        List<Finding> findings = said.findings();
        if (inGrace(profile, date) && choice.previous().isPresent()) {
            Policy older = new Policy(choice.previous().get(), ripe);
            findings = recordWhatIsNew(findings, ask(series, older, scope, terms.weights()));
        }
        List<Claim> claims = scope == Scope.FOREIGN ? List.of() : Claims.in(series, profile);
        return new Judgement(profile, date, scope, findings, said.skipped(), claims, inputHash(series));
    }

    private static Said ask(Series series, Policy policy, Scope scope, Map<RuleId, Weight> weights) {
        List<Finding> findings = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (RuleBook.Entry rule : RuleBook.entries()) {
            Weight weight = weights.getOrDefault(rule.id(), Weight.RECORD);
            boolean runs = rule.id().equals(RuleBook.SCOPE_FOREIGN) == (scope == Scope.FOREIGN)
                    && weight != Weight.OFF
                    && policy.profile().runs(rule.id())
                    && !(series.pull() && policy.profile().leavesPullsAlone(rule.id()));
            Optional<String> unable = runs ? rule.rule().unable(series, policy) : Optional.empty();
            unable.ifPresent(reason -> skipped.add(new Skipped(rule.id(), reason)));
            if (runs && unable.isEmpty()) {
                Weight inForce = scope == Scope.OURS ? weight : Weight.RECORD;
                rule.rule().check(series, policy).stream()
                        .filter(seen -> rule.id().equals(RuleBook.NOT_A_PATCH) || !isOfNoPatch(seen, series))
                        .map(seen -> finding(rule, seen, severity(rule, seen, series, policy.profile()), inForce))
                        .sorted(Comparator.comparing(found -> found.number().orElse(-1)))
                        .forEach(findings::add);
            }
        }
        return new Said(findings, skipped);
    }

    /** A numbered mail without a diff fills its slot; beyond that there is nothing to judge in it. */
    private static boolean isOfNoPatch(Observation seen, Series series) {
        return seen.number()
                .map(number -> series.patches().get(number))
                .filter(mail -> mail.odd("no-diff"))
                .isPresent();
    }

    private static Finding finding(RuleBook.Entry rule, Observation seen, Severity severity, Weight weight) {
        return new Finding(
                rule.id(), severity, weight, seen.mail(), seen.number(), seen.evidence(), seen.key(), seen.note());
    }

    private static Severity severity(RuleBook.Entry rule, Observation seen, Series series, Profile profile) {
        Severity usual = profile.severity(rule, series.head().subject().tagged("RFC"));
        return seen.atMost().filter(cap -> cap.compareTo(usual) > 0).orElse(usual);
    }

    private static boolean inGrace(Profile profile, Instant date) {
        return profile.from()
                .filter(from -> date.isBefore(from.plus(profile.grace())))
                .isPresent();
    }

    /** People read the old text until yesterday; what only the new one finds is kept, and told to nobody. */
    private static List<Finding> recordWhatIsNew(List<Finding> findings, Said before) {
        Set<Place> known = before.findings().stream()
                .filter(Finding::audible)
                .map(found -> new Place(found.rule(), found.mail()))
                .collect(Collectors.toSet());
        return findings.stream()
                .map(found ->
                        known.contains(new Place(found.rule(), found.mail())) ? found : found.weighing(Weight.RECORD))
                .toList();
    }

    private static String inputHash(Series series) {
        return Sha256.hex(
                series.members().stream().map(mail -> mail.envelope().sha256()).collect(Collectors.joining("\n")));
    }
}
