package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.mail.Person;
import org.triaged.series.ListMail;
import org.triaged.series.People;
import org.triaged.series.Series;
import org.triaged.series.SeriesAssembler;

/** The same mails under each shipped profile. A claim proves nothing, and no claim touches certification. */
class ClaimsTest {

    private static final String KEY = "AI-exception-granted-by: ";

    private static final String ANN = "Ann Dev <ann@example.org>";

    private static final String BOB = "Bob Q <bob@example.org>";

    private static final String RFC = "qemu/2025-09-rfc";

    private static final String DECLARED = "Why.\n\nAssisted-by: Toolname:x-1\n";

    private static final Maintainers FILES =
            maintainers("Net\nM: " + BOB + "\nR: Rob R <rob@example.org>\nF: hw/net/\n");

    private static final Known KNOWN =
            new Known(People.NONE, FILES, new Receiver(Optional.of("mx.example.net"), Set.of(), Optional.empty()));

    /** The draft is asked as a shadow, which is all that it may be. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            generic/dco             | -   | -           | false | ai-declared=info
            generic/dco             | BOB | STORED      | false | ai-declared=info
            generic/dco             | ANN | STORED      | false | ai-declared=info
            qemu/2025-06-ban        | -   | -           | true  | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-06-ban        | BOB | UNSUPPORTED | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-unsupported=info
            qemu/2025-06-ban        | ANN | UNSUPPORTED | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-unsupported=info
            qemu/2025-09-exceptions | -   | -           | true  | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-exceptions | BOB | UNSUPPORTED | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-unsupported=info
            qemu/2025-09-exceptions | ANN | UNSUPPORTED | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-unsupported=info
            qemu/2025-09-rfc        | -   | -           | true  | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-rfc        | BOB | UNCONFIRMED | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-unconfirmed=info
            qemu/2025-09-rfc        | ANN | SELF        | true  | ai-declared=violation ai-vendor-trailer=warning ai-exception-self=violation
            qemu/2026-05-draft      | -   | -           | false | ai-declared=info ai-vendor-trailer=warning ai-trailer-wrong-key=warning
            qemu/2026-05-draft      | BOB | UNSUPPORTED | false | ai-declared=info ai-vendor-trailer=warning ai-trailer-wrong-key=warning ai-exception-unsupported=info
            qemu/2026-05-draft      | ANN | UNSUPPORTED | false | ai-declared=info ai-vendor-trailer=warning ai-trailer-wrong-key=warning ai-exception-unsupported=info
            linux/2026-04           | -   | -           | false | ai-declared=info
            linux/2026-04           | BOB | STORED      | false | ai-declared=info
            linux/2026-04           | ANN | STORED      | false | ai-declared=info
            linux/2026-07           | -   | -           | true  | ai-declared=info ai-trailer-format=warning
            linux/2026-07           | BOB | STORED      | true  | ai-declared=info ai-trailer-format=warning
            linux/2026-07           | ANN | STORED      | true  | ai-declared=info ai-trailer-format=warning
            """)
    void eachProfileMakesItsOwnOfAClaim(
            String profile, String granter, Claim.Outcome outcome, boolean speaks, String findings) {
        String claim = granter == null ? "" : KEY + (granter.equals("BOB") ? BOB : ANN) + "\n";
        Judge.Terms terms = Posted.terms(profile, Weight.REPLY).knowing(KNOWN);
        boolean draft = Posted.profile(profile).status() == Profile.Status.DRAFT;
        Judgement judgement = Judge.judge(
                Posted.single(DECLARED + claim + Posted.SIGNED),
                draft ? terms.shadowedBy(new ProfileId(profile)) : terms,
                true);

        assertThat(told(judgement)).isEqualTo(findings);
        assertThat(judgement.claims())
                .extracting(Claim::outcome)
                .isEqualTo(outcome == null ? List.of() : List.of(outcome));
        assertThat(judgement.claims())
                .extracting(Claim::granterIsAuthor)
                .isEqualTo(granter == null ? List.of() : List.of(granter.equals("ANN")));
        assertThat(judgement.speaks()).isEqualTo(speaks);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Dev <ann@example.org>          | SELF
            A. Nother <ANN@Example.Org>        | SELF
            A. Nother <ann+git@example.org>    | SELF
            ann dev <elsewhere@example.org>    | SELF
            Ann Dev                            | SELF
            A. Nother <ann@home.example.org>   | SELF
            Bob Q <bob@example.org>            | UNCONFIRMED
            Bob Q <BOB@Example.org>            | UNCONFIRMED
            Ann <elsewhere@example.org>        | NOT_MAINTAINER
            Bob Q <bob+ai@example.org>         | NOT_MAINTAINER
            Bob Q <bob@example.org.evil.test>  | NOT_MAINTAINER
            Rob R <rob@example.org>            | NOT_MAINTAINER
            Bob Q <b\u043eb@example.org>       | UNSUPPORTED
            bob@example.org                    | UNSUPPORTED
            Bob Q <bob@example.org>, C <c@d.e> | UNSUPPORTED
            nobody at all                      | UNSUPPORTED
            """)
    void whoMayGrantIsKnownByOneEqualAddressAndNobodyGrantsToOneself(String granter, Claim.Outcome outcome) {
        Known known = new Known(
                new People(List.of(new People.Entry(
                        Person.of("Ann Dev", "ann@example.org"), Optional.empty(), "ann@home.example.org"))),
                FILES,
                Receiver.NONE);
        Judgement judgement = judged(Posted.single("Why.\n\n" + KEY + granter + "\n" + Posted.SIGNED), RFC, known);

        assertThat(judgement.claims()).extracting(Claim::outcome).containsExactly(outcome);
        assertThat(told(judgement))
                .isEqualTo(
                        switch (outcome) {
                            case SELF -> "ai-exception-self=violation";
                            case NOT_MAINTAINER -> "ai-exception-not-maintainer=warning";
                            case UNSUPPORTED -> "ai-declared=violation ai-exception-unsupported=info";
                            default -> "ai-declared=violation ai-exception-unconfirmed=info";
                        });
    }

    @Test
    void aCoAuthorDoesNotGrantEither() {
        Judgement judgement = judged(
                Posted.single("Why.\n\nCo-authored-by: " + BOB + "\n" + KEY + BOB + "\n" + Posted.SIGNED), RFC, KNOWN);
        assertThat(judgement.claims()).extracting(Claim::outcome).containsExactly(Claim.Outcome.SELF);
    }

    @Test
    void anEqualNameAloneIsToldAsSuch() {
        Judgement judgement = judged(
                Posted.single("Why.\n\n" + KEY + "Ann Dev <elsewhere@example.org>\n" + Posted.SIGNED), RFC, KNOWN);
        assertThat(judgement.findings())
                .filteredOn(finding -> finding.rule().equals(RuleBook.AI_EXCEPTION_SELF))
                .extracting(Finding::note)
                .containsExactly("by name");
        assertThat(judged(Posted.single("Why.\n\n" + KEY + ANN + "\n" + Posted.SIGNED), RFC, KNOWN)
                        .findings())
                .filteredOn(finding -> finding.rule().equals(RuleBook.AI_EXCEPTION_SELF))
                .extracting(Finding::note)
                .containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Acked-by: Bob Q <bob@example.org>                | CONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | AI-exception-granted-by: Bob Q <bob@example.org> | CONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Signed-off-by: Bob Q <bob@example.org>           | CONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Tested-by: Bob Q <bob@example.org>               | UNCONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Looks good to me.                                | UNCONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=example.org              | > Acked-by: Bob Q <bob@example.org>              | UNCONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=fail header.d=example.org              | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            Bob Q <bob@example.org> | mx.example.net; dkim=pass header.d=lists.example.org        | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            Bob Q <bob@example.org> | mx.evil.test; dkim=pass header.d=example.org                | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            Bob Q <bob@example.org> | -                                                           | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            Rob R <rob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Acked-by: Rob R <rob@example.org>                | UNCONFIRMED
            Rob R <rob@example.org> | mx.example.net; dkim=pass header.d=example.org              | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            Ann Dev <ann@example.org> | mx.example.net; dkim=pass header.d=example.org            | Acked-by: Bob Q <bob@example.org>                | UNCONFIRMED
            """)
    void onlyTheGrantersOwnAuthenticatedMailConfirms(String from, String results, String text, Claim.Outcome outcome) {
        Judgement judgement = answered(DECLARED + KEY + BOB + "\n" + Posted.SIGNED, from, results, text);

        assertThat(judgement.claims()).extracting(Claim::outcome).containsExactly(outcome);
        assertThat(told(judgement))
                .isEqualTo(
                        outcome == Claim.Outcome.CONFIRMED
                                ? "ai-declared=info ai-vendor-trailer=warning"
                                : "ai-declared=violation ai-vendor-trailer=warning ai-exception-unconfirmed=info");
    }

    @Test
    void aConfirmationIsAFactUnderEveryPolicyAndProvesNothingByItself() {
        for (String profile : List.of("generic/dco", "qemu/2025-06-ban", "qemu/2025-09-exceptions")) {
            Claim claim = answered(
                            DECLARED + KEY + BOB + "\n" + Posted.SIGNED,
                            BOB,
                            "mx.example.net; dkim=pass header.d=example.org",
                            "Acked-by: " + BOB,
                            profile,
                            KNOWN)
                    .claims()
                    .get(0);
            assertThat(claim.confirmed()).isTrue();
            assertThat(claim.reliedOn()).isFalse();
        }
    }

    @Test
    void withoutAMaintainersFileNothingIsReliedOnAndTheRuleSaysThatItCannotTell() {
        Known unknown = KNOWN.with(Maintainers.unknown("it is gone"));
        Judgement judgement = answered(
                DECLARED + KEY + BOB + "\n" + Posted.SIGNED,
                BOB,
                "mx.example.net; dkim=pass header.d=example.org",
                "Acked-by: " + BOB,
                RFC,
                unknown);
        assertThat(told(judgement)).isEqualTo("ai-declared=violation ai-vendor-trailer=warning");
        assertThat(judgement.skipped())
                .contains(new Skipped(new RuleId("ai-exception-not-maintainer"), "it is gone"))
                .contains(new Skipped(new RuleId("ai-second-opinion-open"), "it is gone"));
        assertThat(judgement.claims())
                .extracting(claim -> claim.maintainer().word())
                .containsExactly("skipped: it is gone");
    }

    @Test
    void anAnswerToAnotherPatchConfirmsNothing() {
        List<ListMail> mails = new ArrayList<>();
        String[] texts = {DECLARED + KEY + BOB + "\n" + Posted.SIGNED, "Other.\n\n" + Posted.SIGNED};
        mails.add(Posted.mail(Posted.fields(1, "[PATCH 0/2] frob: two"), "What for.\n"));
        for (int i = 0; i < 2; i++) {
            Map<String, String> fields = Posted.fields(i + 2, "[PATCH " + (i + 1) + "/2] frob: part " + i);
            fields.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
            mails.add(Posted.mail(fields, Posted.patchText(texts[i])));
        }
        for (int part = 1; part <= 3; part++) {
            List<ListMail> all = new ArrayList<>(mails);
            all.add(answer(BOB, "mx.example.net; dkim=pass header.d=example.org", "Acked-by: " + BOB, part));
            Series series = SeriesAssembler.assemble(all, Posted.LIST).series().get(0);
            Judgement judgement = Judge.judge(
                    series, Answers.among(all), Posted.terms(RFC, Weight.REPLY).knowing(KNOWN), true);
            assertThat(judgement.claims())
                    .as("answer to mail %d", part)
                    .extracting(Claim::outcome)
                    .containsExactly(part == 3 ? Claim.Outcome.UNCONFIRMED : Claim.Outcome.CONFIRMED);
        }
    }

    @Test
    void theBestOfSeveralClaimsCountsAndAllAreKept() {
        Judgement judgement =
                judged(Posted.single(DECLARED + KEY + ANN + "\n" + KEY + BOB + "\n" + Posted.SIGNED), RFC, KNOWN);
        assertThat(judgement.claims())
                .extracting(Claim::outcome)
                .containsExactly(Claim.Outcome.SELF, Claim.Outcome.UNCONFIRMED);
        assertThat(told(judgement))
                .isEqualTo("ai-declared=violation ai-vendor-trailer=warning ai-exception-unconfirmed=info");
    }

    @Test
    void aClaimIsKeptAsWrittenAndSaysWhoseItIs() {
        Judgement judgement = Posted.judged(
                Posted.single("Why.\n\n" + KEY + ANN + "\n" + KEY + BOB + "\n" + Posted.SIGNED),
                "qemu/2025-09-exceptions");

        assertThat(judgement.claims()).extracting(Claim::line).containsExactly(KEY + ANN, KEY + BOB);
        assertThat(judgement.claims()).extracting(Claim::granterIsAuthor).containsExactly(true, false);
        assertThat(judgement.claims()).extracting(Claim::granterIsSender).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Why.\n\n  AI-exception-granted-by: X Y <x@example.org>\n\nSee above.",
                "Why.\n\n> AI-exception-granted-by: X Y <x@example.org>\n\nSee above.",
                "The line AI-exception-granted-by: X Y <x@example.org> is prose."
            })
    void anExampleIsNoClaim(String message) {
        Judgement judgement = Posted.judged(Posted.single(message + "\n\n" + Posted.SIGNED), RFC);
        assertThat(judgement.claims()).isEmpty();
        assertThat(judgement.findings()).isEmpty();
    }

    @Test
    void noClaimTouchesCertification() {
        Random random = new Random(20250922);
        List<String> lines = List.of(
                "Why.",
                "",
                Posted.SIGNED,
                "signed-off-by: " + BOB,
                "Assisted-by: LLM",
                "Reviewed-by: " + BOB,
                "  " + ANN);
        List<String> claims = List.of(
                KEY + ANN,
                KEY + BOB,
                KEY,
                KEY + "Ann Dev",
                KEY + "x",
                KEY + "<ann+x@example.org>",
                KEY + "Rob R <rob@example.org>",
                "This relies on the tests exception of the AI policy.",
                "This relies on the old exception.");
        Profile listing = ExceptionsTest.listing();
        for (int i = 0; i < 300; i++) {
            String claim = claims.get(random.nextInt(claims.size()));
            String[] without = new String[1 + random.nextInt(3)];
            String[] with = new String[without.length];
            for (int part = 0; part < without.length; part++) {
                List<String> message = Stream.generate(() -> lines.get(random.nextInt(lines.size())))
                        .limit(1 + random.nextInt(6))
                        .toList();
                without[part] = String.join("\n", message);
                int at = random.nextInt(message.size() + 1);
                with[part] = Stream.of(message.subList(0, at), List.of(claim), message.subList(at, message.size()))
                        .flatMap(List::stream)
                        .collect(Collectors.joining("\n"));
            }
            for (Profile profile : List.of(
                    Posted.profile("generic/dco"),
                    Posted.profile("qemu/2025-09-exceptions"),
                    Posted.profile(RFC),
                    listing)) {
                assertThat(certification(Posted.series(with), profile))
                        .as("%s under %s", Arrays.toString(with), profile.id())
                        .isEqualTo(certification(Posted.series(without), profile));
            }
        }
    }

    private static List<Finding> certification(Series series, Profile profile) {
        return Judge.judge(series, Posted.under(profile).knowing(KNOWN), true).findings().stream()
                .filter(finding -> finding.rule().value().startsWith("dco-"))
                .toList();
    }

    private static Judgement answered(String message, String from, String results, String text) {
        return answered(message, from, results, text, RFC, KNOWN);
    }

    private static Judgement answered(
            String message, String from, String results, String text, String profile, Known known) {
        List<ListMail> mails = List.of(Posted.patch(message), answer(from, results, text, 1));
        Series series = SeriesAssembler.assemble(mails, Posted.LIST).series().get(0);
        return Judge.judge(
                series,
                Answers.among(mails),
                Posted.terms(profile, Weight.REPLY).knowing(known),
                true);
    }

    /** @param part number of the mail of Ann that is answered */
    private static ListMail answer(String from, String results, String text, int part) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Authentication-Results", results == null ? "" : results);
        fields.putAll(Posted.fields(9, "Re: [PATCH] hw/net/frob: raise the interrupt"));
        fields.put("From", from);
        fields.put("In-Reply-To", "<20260112101500.4711-" + part + "-ann@example.org>");
        return Posted.mail(fields, "> Why.\n\n" + text + "\n");
    }

    private static Judgement judged(Series series, String profile, Known known) {
        return Judge.judge(series, Posted.terms(profile, Weight.REPLY).knowing(known), true);
    }

    private static Maintainers maintainers(String text) {
        return Maintainers.read(text, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String told(Judgement judgement) {
        return judgement.findings().stream()
                .filter(finding -> finding.rule().value().startsWith("ai-"))
                .map(finding -> finding.rule() + "=" + finding.severity().word())
                .collect(Collectors.joining(" "));
    }
}
