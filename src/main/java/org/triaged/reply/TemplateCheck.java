package org.triaged.reply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Claim;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.Profile;
import org.triaged.policy.Publicity;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Scope;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.series.ListFacts;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** Writes the words of a profile into mails of the worst kind before any list is live, and lets the linter read them. */
public final class TemplateCheck {

    private static final List<Claim.Outcome> CLAIMED =
            List.of(Claim.Outcome.UNSUPPORTED, Claim.Outcome.UNLISTED, Claim.Outcome.UNCONFIRMED);

    private static final Instant NOW = Instant.EPOCH;

    private static final int MANY = 100;

    private static final List<String> NAMES =
            List.of("A" + "\u0301\u0323".repeat(29), "\u5c71".repeat(30), "x".repeat(60), "\u202e<@>");

    private final Profile profile;

    private final Set<RuleId> spoken;

    private final Sender sender;

    private final ListFacts list;

    private TemplateCheck(Profile profile, Set<RuleId> spoken, Sender sender, ListFacts list) {
        this.profile = profile;
        this.spoken = spoken;
        this.sender = sender;
        this.list = list;
    }

    /**
     * The first mail that would be held, as {@code RULES: CHECK, N patches}; empty when the words are good.
     *
     * @param spoken rules that may stand in a mail
     */
    public static Optional<String> firstFailure(Profile profile, Set<RuleId> spoken, Sender sender, ListFacts list) {
        return new TemplateCheck(profile, spoken, sender, list).firstFailure();
    }

    private Optional<String> firstFailure() {
        List<RuleBook.Entry> speaking =
                RuleBook.entries().stream().filter(this::maySpeak).toList();
        if (speaking.stream().noneMatch(rule -> rule.publicity() == Publicity.YES)) {
            return Optional.empty(); // nothing causes a mail
        }
        List<RuleBook.Entry> loud = speaking.stream()
                .filter(rule -> profile.severity(rule, false) != Severity.INFO)
                .filter(rule -> !rule.id().value().startsWith("pull-")) // their mails get no reply
                .toList();
        Series one = WorstPosting.series("Ann Dev", 1);
        Series two = WorstPosting.series("Ann Dev", 2);
        Series many = WorstPosting.series("Ann Dev", MANY);
        // Each rule alone; all together in every size, with marks and with claims; names stand in the greeting alone.
        Stream<Composition> together = Stream.of(
                fresh(one, loud, Severity.VIOLATION),
                fresh(two, loud, Severity.WARNING),
                fresh(many, loud, Severity.VIOLATION),
                reroll(one, loud, Severity.WARNING),
                reroll(two, loud, Severity.VIOLATION),
                reroll(many, loud, Severity.WARNING));
        Stream<Composition> named =
                NAMES.stream().map(name -> fresh(WorstPosting.series(name, 1), loud, Severity.VIOLATION));
        // Where many rows leave no room for advice, nothing is said of a claim; so each is told with its disclosure
        // alone.
        List<RuleBook.Entry> disclosure = speaking.stream()
                .filter(rule -> rule.id().equals(RuleBook.AI_DECLARED))
                .toList();
        Stream<Composition> claimed = CLAIMED.stream()
                .filter(outcome -> !disclosure.isEmpty())
                .map(outcome -> claiming(one, disclosure, outcome));
        return Stream.of(
                        failures(disclosure, claimed),
                        speaking.stream()
                                .flatMap(rule -> failures(
                                        List.of(rule),
                                        Stream.of(
                                                fresh(one, heard(rule, speaking), Severity.VIOLATION),
                                                fresh(two, heard(rule, speaking), Severity.WARNING),
                                                reroll(two, heard(rule, speaking), Severity.WARNING)))),
                        failures(loud, Stream.concat(together, named)))
                .flatMap(failures -> failures)
                .findFirst();
    }

    /** A rule that causes no mail stands beside one that does. */
    private static List<RuleBook.Entry> heard(RuleBook.Entry rule, List<RuleBook.Entry> speaking) {
        Stream<RuleBook.Entry> causing = speaking.stream()
                .filter(other -> other.publicity() == Publicity.YES && rule.publicity() != Publicity.YES)
                .limit(1);
        return Stream.concat(causing, Stream.of(rule)).toList();
    }

    private boolean maySpeak(RuleBook.Entry rule) {
        return spoken.contains(rule.id())
                && profile.runs(rule.id())
                && (rule.topic() != RuleBook.Topic.AI || profile.severity(rule, false) != Severity.INFO)
                && rule.publicity() != Publicity.NO
                && profile.words().entries().containsKey(rule.id());
    }

    private static Stream<String> failures(List<RuleBook.Entry> rules, Stream<Composition> tasks) {
        String ids = rules.stream().map(rule -> rule.id().value()).collect(Collectors.joining(", "));
        return tasks.flatMap(task -> failure(task).stream().map(check -> {
            int size = task.series().total();
            return ids + ": " + check + ", " + size + (size == 1 ? " patch" : " patches");
        }));
    }

    private static Optional<String> failure(Composition task) {
        Composed composed = Composer.compose(task);
        if (composed instanceof Composed.Refused refused) {
            return Optional.of(refused.check());
        }
        return composed instanceof Composed.Impossible impossible ? Optional.of(impossible.cause()) : Optional.empty();
    }

    private Composition fresh(Series series, List<RuleBook.Entry> rules, Severity severity) {
        Judgement judgement = judgement(series, rules, severity, number -> true, Claim.Outcome.UNCONFIRMED);
        return new Composition(series, judgement, Optional.empty(), list, sender, NOW);
    }

    private Composition claiming(Series series, List<RuleBook.Entry> rules, Claim.Outcome claimed) {
        Judgement judgement = judgement(series, rules, Severity.WARNING, number -> true, claimed);
        return new Composition(series, judgement, Optional.empty(), list, sender, NOW);
    }

    /** Found in every second part, of which every second one had it before; and the odd ones had it, too. */
    private Composition reroll(Series series, List<RuleBook.Entry> rules, Severity severity) {
        Series older = WorstPosting.series(series.head().author().name().orElse(""), series.total(), 98);
        Claim.Outcome claimed = Claim.Outcome.UNSUPPORTED;
        Judgement before = judgement(older, rules, severity, number -> number % 4 != 0, claimed);
        Judgement judgement =
                judgement(series, rules, severity, number -> number % 2 == 0 || series.total() == 1, claimed);
        return new Composition(series, judgement, Optional.of(Earlier.of(older, before)), list, sender, NOW);
    }

    private Judgement judgement(
            Series series, List<RuleBook.Entry> rules, Severity severity, IntPredicate parts, Claim.Outcome claimed) {
        List<Finding> findings = new ArrayList<>();
        for (RuleBook.Entry rule : rules) {
            Severity given = rules.size() == 1 ? severity : gravest(rule, severity);
            series.cover()
                    .filter(cover -> ofCovers(rule))
                    .ifPresent(cover -> findings.add(finding(rule, given, cover, 0)));
            series.patches().forEach((number, patch) -> findings.add(finding(rule, given, patch, number)));
        }
        findings.removeIf(found -> !parts.test(found.number().orElse(0)));
        List<Claim> claims = Stream.of(claimed)
                .filter(outcome -> severity == Severity.WARNING)
                .map(outcome -> claim(series.head(), outcome))
                .toList();
        return new Judgement(profile, NOW, Scope.OURS, findings, List.of(), claims, List.of(), Optional.empty(), "");
    }

    /** Beside others each rule is as grave as the profile says; so many violations no mail could hold. */
    private Severity gravest(RuleBook.Entry rule, Severity severity) {
        return profile.severity(rule, false) == Severity.VIOLATION ? severity : Severity.WARNING;
    }

    /** A cover is no commit: nobody signs it, and it has no author. */
    private static boolean ofCovers(RuleBook.Entry rule) {
        return rule.topic() != RuleBook.Topic.DCO && !rule.id().equals(RuleBook.AI_AGENT_AUTHOR);
    }

    private Finding finding(RuleBook.Entry rule, Severity severity, ListMail mail, int number) {
        // No finding is graver than its rule; what only warns may fall away where a mail is long.
        Severity usual = profile.severity(rule, false);
        return new Finding(
                rule.id(),
                severity.compareTo(usual) < 0 ? usual : severity,
                Weight.REPLY,
                Optional.of(mail.id()),
                Optional.of(number),
                "",
                key(rule, severity),
                "");
    }

    private Claim claim(ListMail mail, Claim.Outcome outcome) {
        return new Claim(
                mail.id(),
                longest(profile.ai().evidence().exception().stream()) + ": x",
                Claim.Form.TRAILER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                new Claim.Standing("no", List.of()),
                Optional.empty(),
                outcome,
                "");
    }

    /** The longest key a rule may name; two rules share one line among violations, and have each its own among warnings. */
    private String key(RuleBook.Entry rule, Severity severity) {
        AiEvidence table = profile.ai().evidence();
        if (rule.topic() != RuleBook.Topic.AI) {
            return "";
        }
        if (rule.id().equals(RuleBook.AI_AGENT_AUTHOR)) {
            return "From";
        }
        if (rule.id().equals(RuleBook.AI_EXCEPTION_SELF)) {
            return longest(table.exception().stream());
        }
        boolean apart = rule.id().equals(RuleBook.AI_VENDOR_TRAILER) && severity == Severity.WARNING;
        return apart
                ? longest(table.weak().stream())
                : longest(Stream.of(table.strong(), table.weak(), table.identity(), table.session())
                        .flatMap(List::stream));
    }

    private static String longest(Stream<String> keys) {
        return keys.max(Comparator.comparing(String::length)).orElse("");
    }
}
