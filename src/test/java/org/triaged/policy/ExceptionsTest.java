package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.policy.Profile.ExceptionProcess.Mode;

/** A register in the profile, and what mails make of it: what is named, in force and fitting is relied on, nothing else. */
class ExceptionsTest {

    private static final ListedException TESTS = entry(
            "tests",
            "Generated test code",
            Optional.empty(),
            Optional.empty(),
            new ListedException.Conditions(List.of("hw/net/"), List.of(), Optional.of(2), List.of(), false));

    private static final String DECLARED = "\n\nAssisted-by: LLM\n" + Posted.SIGNED;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            This relies on the tests exception of the document.               | LISTED
            This is covered by "Generated test code".                         | LISTED
            See code-provenance.html#generated-tests for why this is fine.    | LISTED
            This does not rely on the tests exception.                        | -
            Would the tests exception apply?                                  | -
            The tests are new.                                                | -
            This relies on the docs exception of the AI policy.               | UNLISTED
            It is an exception under code-provenance.rst.                     | UNLISTED
            An exception is thrown here.                                      | -
            This relies on the old exception.                                 | EXPIRED
            This relies on the coming exception.                              | EXPIRED
            """)
    void aSentenceNamesAnException(String sentence, Claim.Outcome outcome) {
        Judgement judgement = judged(sentence + DECLARED, listing());

        assertThat(judgement.claims())
                .extracting(Claim::outcome)
                .isEqualTo(outcome == null ? List.of() : List.of(outcome));
        assertThat(told(judgement))
                .isEqualTo(
                        outcome == null
                                ? "ai-declared=violation"
                                : switch (outcome) {
                                    case LISTED -> "ai-declared=info";
                                    case UNLISTED -> "ai-declared=violation ai-exception-unlisted=info";
                                    default -> "ai-declared=violation ai-exception-expired=warning";
                                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Why.\n\n    This relies on the tests exception.",
                "Why.\n\n> This relies on the tests exception.",
                "Why.\n\n```\nThis relies on the tests exception.\n```",
                "Why."
            })
    void anExampleOrAQuoteIsNoClaim(String message) {
        assertThat(judged(message + DECLARED, listing()).claims()).isEmpty();
        assertThat(Posted.judged(
                                Posted.assembled(List.of(Posted.mail(
                                        Posted.fields(1, "[PATCH] frob: x"),
                                        "Why." + DECLARED + "\n---\nThis relies on the tests exception.\n\n"
                                                + Posted.diff("hw/net/frob.c")))),
                                "qemu/2025-09-exceptions")
                        .claims())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hw/net/   | -        | 2 | -      | false | LISTED
            docs/     | -        | 2 | -      | false | CONDITIONS_FAILED
            -         | hw/*/    | 2 | -      | false | CONDITIONS_FAILED
            -         | -        | 1 | -      | false | CONDITIONS_FAILED
            -         | -        | 2 | relies | false | LISTED
            -         | -        | 2 | rely   | false | CONDITIONS_FAILED
            -         | -        | 2 | -      | true  | LISTED
            """)
    void everyConditionMustHold(
            String paths, String excluded, int lines, String words, boolean separate, Claim.Outcome outcome) {
        ListedException.Conditions conditions =
                new ListedException.Conditions(list(paths), list(excluded), Optional.of(lines), list(words), separate);
        Judgement judgement = judged(
                "This relies on the tests exception." + DECLARED,
                listing(entry("tests", "Generated test code", Optional.empty(), Optional.empty(), conditions)));

        assertThat(judgement.claims()).extracting(Claim::outcome).containsExactly(outcome);
        assertThat(judgement.claims().get(0).note().isEmpty()).isEqualTo(outcome == Claim.Outcome.LISTED && !separate);
        assertThat(told(judgement))
                .isEqualTo(
                        outcome == Claim.Outcome.LISTED
                                ? "ai-declared=info"
                                : "ai-declared=violation ai-exception-unlisted=info");
    }

    @Test
    void aClaimInTheCoverIsForEveryPatchUnlessItMustStandInItsOwn() {
        ListedException.Conditions none =
                new ListedException.Conditions(List.of(), List.of(), Optional.empty(), List.of(), false);
        ListedException.Conditions separate =
                new ListedException.Conditions(List.of(), List.of(), Optional.empty(), List.of(), true);
        assertThat(underCover(none)).isEqualTo("ai-declared=info ai-declared=info");
        assertThat(underCover(separate))
                .isEqualTo("ai-declared=violation ai-declared=violation ai-exception-unlisted=info");
    }

    private static String underCover(ListedException.Conditions conditions) {
        List<org.triaged.series.ListMail> mails = new java.util.ArrayList<>();
        mails.add(Posted.mail(
                Posted.fields(1, "[PATCH 0/2] frob: two"), "What for. This relies on the tests exception.\n"));
        for (int part = 1; part <= 2; part++) {
            Map<String, String> fields = Posted.fields(part + 1, "[PATCH " + part + "/2] frob: part " + part);
            fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
            mails.add(Posted.mail(fields, Posted.patchText("Why." + DECLARED)));
        }
        return told(Judge.judge(
                Posted.assembled(mails),
                Posted.under(
                        listing(entry("tests", "Generated test code", Optional.empty(), Optional.empty(), conditions))),
                true));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-12T10:15:00Z, LISTED", "2026-01-12T10:15:01Z, EXPIRED"})
    void anEntryIsInForceFromItsFirstInstantOn(Instant from, Claim.Outcome outcome) {
        ListedException dated = entry(
                "tests",
                "Generated test code",
                Optional.of(from),
                Optional.empty(),
                new ListedException.Conditions(List.of(), List.of(), Optional.empty(), List.of(), false));
        assertThat(judged("This relies on the tests exception." + DECLARED, listing(dated))
                        .claims())
                .extracting(Claim::outcome)
                .containsExactly(outcome);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-12T10:15:01Z, LISTED", "2026-01-12T10:15:00Z, EXPIRED"})
    void andNoLongerFromItsLast(Instant until, Claim.Outcome outcome) {
        ListedException dated = entry(
                "tests",
                "Generated test code",
                Optional.empty(),
                Optional.of(until),
                new ListedException.Conditions(List.of(), List.of(), Optional.empty(), List.of(), false));
        assertThat(judged("This relies on the tests exception." + DECLARED, listing(dated))
                        .claims())
                .extracting(Claim::outcome)
                .containsExactly(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, STORED, ai-declared=violation",
        "CASE_BY_CASE, UNSUPPORTED, ai-declared=violation ai-exception-unsupported=info",
        "LISTED, LISTED, ai-declared=info",
        "NAMED_GRANTER, LISTED, ai-declared=info"
    })
    void theModeDecidesWhetherTheRegisterCounts(Mode mode, Claim.Outcome outcome, String findings) {
        Profile profile = Posted.with(Posted.profile("qemu/2025-09-exceptions"), process(mode, List.of(TESTS)));
        Judgement judgement = judged("This relies on the tests exception." + DECLARED, profile);
        assertThat(judgement.claims()).extracting(Claim::outcome).containsExactly(outcome);
        assertThat(told(judgement)).isEqualTo(findings);
    }

    /** A profile whose document lists an exception in force, one that was, and one that will be. */
    static Profile listing() {
        ListedException.Conditions none =
                new ListedException.Conditions(List.of(), List.of(), Optional.empty(), List.of(), false);
        return listing(
                TESTS,
                entry("old", "Old things", Optional.empty(), Optional.of(Instant.parse("2026-01-01T00:00:00Z")), none),
                entry(
                        "coming",
                        "New things",
                        Optional.of(Instant.parse("2026-06-01T00:00:00Z")),
                        Optional.empty(),
                        none));
    }

    private static Profile listing(ListedException... entries) {
        return Posted.with(Posted.profile("qemu/2025-09-exceptions"), process(Mode.LISTED, List.of(entries)));
    }

    private static Profile.ExceptionProcess process(Mode mode, List<ListedException> entries) {
        return new Profile.ExceptionProcess(mode, entries, Optional.empty(), false, Set.of(), false, false);
    }

    private static ListedException entry(
            String id,
            String title,
            Optional<Instant> from,
            Optional<Instant> until,
            ListedException.Conditions conditions) {
        return new ListedException(
                id, title, "scenario", Map.of("anchor", "generated-" + id), from, until, conditions, Map.of());
    }

    private static List<String> list(String item) {
        return item.equals("-") ? List.of() : List.of(item);
    }

    private static Judgement judged(String message, Profile profile) {
        return Judge.judge(Posted.single(message), Posted.under(profile), true);
    }

    private static String told(Judgement judgement) {
        return judgement.findings().stream()
                .filter(finding -> finding.rule().value().startsWith("ai-"))
                .map(finding -> finding.rule() + "=" + finding.severity().word())
                .collect(Collectors.joining(" "));
    }
}
