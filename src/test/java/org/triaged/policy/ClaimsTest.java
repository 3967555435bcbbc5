package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.series.Series;

/** The same mails under each shipped profile. A claim proves nothing, and no claim touches certification. */
class ClaimsTest {

    private static final String KEY = "AI-exception-granted-by: ";

    private static final String ANN = "Ann Dev <ann@example.org>";

    private static final String BOB = "Bob Q <bob@example.org>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            generic/dco             | -   | -           | ai-declared=info
            generic/dco             | BOB | STORED      | ai-declared=info
            generic/dco             | ANN | STORED      | ai-declared=info
            qemu/2025-06-ban        | -   | -           | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-06-ban        | BOB | UNSUPPORTED | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-06-ban        | ANN | UNSUPPORTED | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-exceptions | -   | -           | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-exceptions | BOB | UNSUPPORTED | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-exceptions | ANN | UNSUPPORTED | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-rfc        | -   | -           | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-rfc        | BOB | UNCONFIRMED | ai-declared=violation ai-vendor-trailer=warning
            qemu/2025-09-rfc        | ANN | SELF        | ai-declared=violation ai-vendor-trailer=warning ai-exception-self=violation
            """)
    void eachProfileMakesItsOwnOfAClaim(String profile, String granter, Claim.Outcome outcome, String findings) {
        String claim = granter == null ? "" : KEY + (granter.equals("BOB") ? BOB : ANN) + "\n";
        Judgement judgement =
                Posted.judged(Posted.single("Why.\n\nAssisted-by: Toolname:x-1\n" + claim + Posted.SIGNED), profile);

        assertThat(told(judgement)).isEqualTo(findings);
        assertThat(judgement.claims())
                .extracting(Claim::outcome)
                .isEqualTo(outcome == null ? List.of() : List.of(outcome));
        assertThat(judgement.speaks()).isEqualTo(!profile.equals("generic/dco"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ann Dev <ann@example.org>          | true
            A. Nother <ANN@Example.Org>        | true
            A. Nother <ann+git@example.org>    | true
            ann dev <elsewhere@example.org>    | true
            Ann Dev                            | true
            Bob Q <bob@example.org>            | false
            Ann <elsewhere@example.org>        | false
            nobody at all                      | false
            """)
    void oneGrantsToOneselfUnderAnyAddress(String granter, boolean own) {
        Judgement judgement =
                Posted.judged(Posted.single("Why.\n\n" + KEY + granter + "\n" + Posted.SIGNED), "qemu/2025-09-rfc");

        assertThat(judgement.claims())
                .extracting(Claim::outcome)
                .containsExactly(own ? Claim.Outcome.SELF : Claim.Outcome.UNCONFIRMED);
        assertThat(told(judgement)).isEqualTo(own ? "ai-exception-self=violation" : "ai-declared=violation");
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
        Judgement judgement = Posted.judged(Posted.single(message + "\n\n" + Posted.SIGNED), "qemu/2025-09-rfc");
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
        List<String> claims =
                List.of(KEY + ANN, KEY + BOB, KEY, KEY + "Ann Dev", KEY + "x", KEY + "<ann+x@example.org>");
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
            for (String profile : List.of("generic/dco", "qemu/2025-09-exceptions", "qemu/2025-09-rfc")) {
                assertThat(certification(Posted.series(with), profile))
                        .as("%s under %s", String.join("\n---\n", with), profile)
                        .isEqualTo(certification(Posted.series(without), profile));
            }
        }
    }

    private static List<Finding> certification(Series series, String profile) {
        return Posted.judged(series, profile).findings().stream()
                .filter(finding -> finding.rule().value().startsWith("dco-"))
                .toList();
    }

    private static String told(Judgement judgement) {
        return judgement.findings().stream()
                .map(finding -> finding.rule() + "=" + finding.severity().word())
                .collect(Collectors.joining(" "));
    }
}
