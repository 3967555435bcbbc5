package org.triaged.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.series.ListMail;
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
     * @param shadow profiles that judge beside the one in force, and cause no mail
     * @param known what the list knows beside its mail
     */
    public record Terms(
            Policies policies,
            Policies.Following following,
            Optional<ScopeTable> scope,
            Map<RuleId, Weight> weights,
            Optional<Scope> forced,
            List<ProfileId> shadow,
            Known known) {

        public Terms {
            weights = Map.copyOf(weights);
            shadow = List.copyOf(shadow);
        }

        public Terms(
                Policies policies,
                Policies.Following following,
                Optional<ScopeTable> scope,
                Map<RuleId, Weight> weights) {
            this(policies, following, scope, weights, Optional.empty(), List.of(), Known.NOTHING);
        }

        public Terms following(Policies.Following other) {
            return new Terms(policies, other, scope, weights, forced, shadow, known);
        }

        public Terms within(Optional<Scope> scopeOfAll) {
            return new Terms(policies, following, scope, weights, scopeOfAll, shadow, known);
        }

        public Terms beside(List<ProfileId> others) {
            return new Terms(policies, following, scope, weights, forced, others, known);
        }

        /** Judged by that profile, whatever the date, as if it were in force. */
        public Terms judgingBy(Policies others, ProfileId profile) {
            return new Terms(others, new Policies.Following.Pin(profile), scope, weights, forced, List.of(), known);
        }

        public Terms knowing(Known other) {
            return new Terms(policies, following, scope, weights, forced, shadow, other);
        }

        /** Judged by that profile, and whatever it finds is recorded. */
        public Terms shadowedBy(ProfileId profile) {
            Map<RuleId, Weight> recorded = new HashMap<>();
            weights.forEach((rule, weight) -> recorded.put(rule, weight == Weight.OFF ? Weight.OFF : Weight.RECORD));
            return new Terms(policies, new Policies.Following.Pin(profile), scope, recorded, forced, List.of(), known);
        }

        Scope scopeOf(Series series) {
            return forced.or(() -> scope.map(table -> table.of(series))).orElse(Scope.OURS);
        }

        /** Patches of a series of ours that change another tree; people post the two sides of one change together. */
        private Set<MessageId> guestsIn(Series series) {
            return forced.isPresent()
                    ? Set.of()
                    : scope.map(table -> table.guestsIn(series)).orElse(Set.of());
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

    /** Without regard to what people answered. @param ripe the series has had its time; what is not there by now is missing */
    public static Judgement judge(Series series, Terms terms, boolean ripe) {
        return judge(series, Answers.NONE, terms, ripe);
    }

    /** @param ripe the series has had its time; what is not there by now is missing */
    public static Judgement judge(Series series, Answers answers, Terms terms, boolean ripe) {
        Instant date = JudgingDate.of(series.head().envelope());
        Policies.Choice choice = choose(series, terms);
        Profile profile = choice.profile();
        Scope scope = terms.scopeOf(series);
        Around around = Around.of(series, terms.known(), answers);
        List<Claim> claims = scope == Scope.FOREIGN ? List.of() : Claims.in(series, profile, around, date);
        Said said = ask(series, new Policy(profile, ripe, around, claims), scope, date, terms);
        List<Finding> findings = said.findings();
        if (inGrace(profile, date) && choice.previous().isPresent()) {
            Profile before = choice.previous().get();
            Policy older = new Policy(before, ripe, around, Claims.in(series, before, around, date));
            findings = recordWhatIsNew(findings, ask(series, older, scope, date, terms));
        }
        boolean declared = findings.stream().anyMatch(found -> found.rule().equals(RuleBook.AI_DECLARED));
        return new Judgement(
                profile,
                date,
                scope,
                findings,
                said.skipped(),
                claims,
                declared ? around.tags() : List.of(),
                terms.known().maintainers().hash(),
                inputHash(series));
    }

    private static Said ask(Series series, Policy policy, Scope scope, Instant date, Terms terms) {
        List<Finding> findings = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Set<MessageId> guests = terms.guestsIn(series);
        for (RuleBook.Entry rule : RuleBook.entries()) {
            Weight weight = terms.weights().getOrDefault(rule.id(), Weight.RECORD);
            boolean runs = rule.id().equals(RuleBook.SCOPE_FOREIGN) == (scope == Scope.FOREIGN)
                    && weight != Weight.OFF
                    && policy.profile().runs(rule.id(), date)
                    && !(series.pull() && policy.profile().leavesPullsAlone(rule.id()));
            Optional<String> unable = runs ? rule.rule().unable(series, policy) : Optional.empty();
            unable.ifPresent(reason -> skipped.add(new Skipped(rule.id(), reason)));
            if (runs && unable.isEmpty()) {
                Weight inForce = scope == Scope.OURS ? weight : Weight.RECORD;
                rule.rule().check(series, policy).stream()
                        .filter(seen -> rule.id().equals(RuleBook.NOT_A_PATCH) || !isOfNoPatch(seen, series))
                        .map(seen -> finding(rule, seen, severity(rule, seen, series, policy), inForce))
                        .map(found -> found.mail().filter(guests::contains).isPresent()
                                ? found.weighing(Weight.RECORD)
                                : found)
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

    /** An exception that is relied on makes a disclosure a fact to be recorded, and touches nothing else. */
    private static Severity severity(RuleBook.Entry rule, Observation seen, Series series, Policy policy) {
        Severity usual = policy.profile().severity(rule, series.head().subject().tagged("RFC"));
        boolean excepted = rule.id().equals(RuleBook.AI_DECLARED)
                && seen.mail().filter(mail -> isExcepted(mail, series, policy)).isPresent();
        return excepted
                ? Severity.INFO
                : seen.atMost().filter(cap -> cap.compareTo(usual) > 0).orElse(usual);
    }

    /** By a claim in the mail itself, or in the cover of its series. */
    private static boolean isExcepted(MessageId mail, Series series, Policy policy) {
        return Stream.concat(Stream.of(mail), series.cover().map(ListMail::id).stream())
                .anyMatch(place -> policy.claimIn(place).filter(Claim::reliedOn).isPresent());
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
