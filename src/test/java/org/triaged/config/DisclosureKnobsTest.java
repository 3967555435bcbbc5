package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.policy.Judge;
import org.triaged.policy.Judgement;
import org.triaged.policy.Policies;
import org.triaged.policy.Posted;
import org.triaged.policy.ProfileId;
import org.triaged.policy.Weight;
import org.triaged.series.Series;

/** Each knob of the block {@code ai} is turned alone, on one patch, and the findings are others. */
class DisclosureKnobsTest {

    private static final String LINUX = "policies/linux/2026-07.yaml";

    private static final String DRAFT = "policies/qemu/2026-05-draft.yaml";

    private static final String MERGED = "policies/qemu/2025-09-exceptions.yaml";

    private static final String GENERIC = "policies/generic/dco.yaml";

    @TempDir
    private Path folder;

    private ConfFolder conf;

    @BeforeEach
    void copy() {
        conf = ConfFolder.small(folder);
    }

    @Test
    void theStanceDecidesWhatADisclosureWeighs() {
        String line = "Assisted-by: Toolname:x-1";
        String stance = "  stance: forbid";

        assertThat(judged(MERGED, line)).isEqualTo("ai-declared=violation ai-vendor-trailer=warning");
        conf.edit(MERGED, stance, "  stance: restrict");
        assertThat(judged(MERGED, line)).isEqualTo("ai-declared=info ai-vendor-trailer=warning");
        conf.edit(MERGED, "  stance: restrict", "  stance: disclose");
        assertThat(judged(MERGED, line)).isEqualTo("ai-declared=info");
        conf.edit(MERGED, "  stance: disclose", "  stance: silent");
        assertThat(judged(MERGED, line)).isEqualTo("ai-declared=info");
    }

    @Test
    void aSilentPolicyKnowsNoAgents() {
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("From", "Claude <noreply@anthropic.com>");
        String patch = Posted.patchText("Found with Copilot.\n\n" + Posted.SIGNED);
        Series series = Posted.assembled(List.of(Posted.mail(fields, patch)));

        assertThat(told(Judge.judge(series, terms(MERGED), true)))
                .isEqualTo("ai-declared=violation ai-agent-author=violation");
        conf.edit(MERGED, "  stance: forbid", "  stance: silent");
        assertThat(told(Judge.judge(series, terms(MERGED), true))).isEqualTo("ai-declared=info");
    }

    @Test
    void whereNoUseNeedsNoLeaveResearchIsADisclosure() {
        String line = "AI-used-for: research, debugging";
        String uses = "allowed-uses: [research, static-analysis, debugging]";

        assertThat(judged(MERGED, line)).isEqualTo("ai-mention-noncontrib=info");
        conf.edit(MERGED, uses, "allowed-uses: []");
        assertThat(judged(MERGED, line)).isEqualTo("ai-declared=violation");
        conf.edit(MERGED, "allowed-uses: []", "allowed-uses: [all]");
        assertThat(judged(MERGED, line)).isEqualTo("ai-mention-noncontrib=info");
    }

    @Test
    void whereEveryKeyIsForbiddenADisclosureBelongsElsewhere() {
        String keys = "keys: {required: [], forbidden: [], human: []}";
        conf.edit(MERGED, "  stance: forbid", "  stance: disclose");

        assertThat(judged(MERGED, "Assisted-by: LLM")).isEqualTo("ai-declared=info");
        assertThat(judged(MERGED, "Co-developed-by: Claude <noreply@anthropic.com>"))
                .isEqualTo("ai-declared=info");
        conf.edit(GENERIC, keys, "keys: {required: [], forbidden: [\"*\"], human: []}");
        assertThat(judged(MERGED, "Assisted-by: LLM")).isEqualTo("ai-declared=info ai-trailer-wrong-key=warning");
        assertThat(judged(MERGED, "Co-developed-by: Claude <noreply@anthropic.com>"))
                .isEqualTo("ai-declared=info ai-trailer-wrong-key=warning");
        assertThat(judged(MERGED, "Reviewed-by: Bob Q <bob@example.org>")).isEmpty();
    }

    @Test
    void oneForbiddenKeyIsNotWantedBesideTheRightOne() {
        String both = "Assisted-by: LLM\nGenerated-by: an LLM";

        assertThat(judged(LINUX, both)).isEqualTo("ai-declared=info");
        conf.edit(LINUX, "ai:\n", "ai:\n  keys: {forbidden: [Generated-by]}\n");
        assertThat(judged(LINUX, both)).isEqualTo("ai-declared=info ai-trailer-wrong-key=warning");
    }

    @Test
    void anyOfTwoKeysWillDo() {
        String other = "Generated-by: LLM";
        conf.edit("evidence/ai-evidence-1.yaml", "    - Assisted-by\n", "    - Assisted-by\n    - Generated-by\n")
                .edit("evidence/ai-evidence-1.yaml", "weak: [Generated-by, ", "weak: [");

        assertThat(judged(LINUX, other)).isEqualTo("ai-declared=info ai-trailer-wrong-key=warning");
        conf.edit(LINUX, "ai:\n", "ai:\n  keys: {required: [Assisted-by, Generated-by]}\n");
        assertThat(judged(LINUX, other)).isEqualTo("ai-declared=info");
        assertThat(judged(LINUX, "Assisted-by: LLM")).isEqualTo("ai-declared=info");
    }

    @Test
    void aKeyThatIsOnlyRecommendedIsToldToNobody() {
        String agent = "Co-developed-by: Claude <noreply@anthropic.com>";

        assertThat(judged(LINUX, agent)).isEqualTo("ai-declared=info ai-trailer-wrong-key=warning");
        conf.edit(LINUX, "ai:\n", "rules: {ai-trailer-wrong-key: {severity: info}}\nai:\n");
        assertThat(judged(LINUX, agent)).isEqualTo("ai-declared=info ai-trailer-wrong-key=info");
    }

    @Test
    void whereAKeyMeansPeopleOnlyNamesTell() {
        String word = "Assisted-by: Zorblax";

        assertThat(judged(MERGED, word)).isEqualTo("ai-declared=violation ai-vendor-trailer=warning");
        conf.edit(GENERIC, "human: []", "human: [Assisted-by]");
        assertThat(judged(MERGED, word)).isEmpty();
        assertThat(judged(MERGED, "Assisted-by: Copilot")).isEqualTo("ai-declared=violation ai-vendor-trailer=warning");
    }

    @Test
    void theExpressionDecidesWhichValueIsRight() {
        assertThat(judged(LINUX, "Assisted-by: Foo:bar-1")).isEqualTo("ai-declared=info ai-trailer-format=warning");
        conf.edit(LINUX, "regex: '^LLM( \\S+)*$'", "regex: none");
        assertThat(judged(LINUX, "Assisted-by: Foo:bar-1")).isEqualTo("ai-declared=info");
        assertThat(judged(LINUX, "Assisted-by: LLM a@b.example"))
                .isEqualTo("ai-declared=info ai-trailer-format=warning");
        conf.edit(LINUX, "must-not: [mail-address]", "must-not: []");
        assertThat(judged(LINUX, "Assisted-by: LLM a@b.example")).isEqualTo("ai-declared=info");
    }

    @Test
    void aVendorMayOrMayNotBeNamedAmongTheUses() {
        String line = "AI-used-for: tests by Copilot";

        assertThat(judged(DRAFT, line))
                .isEqualTo("ai-declared=info ai-vendor-trailer=warning ai-trailer-format=warning");
        conf.edit(DRAFT, "must-not: [mail-address, vendor-word]", "must-not: [mail-address]");
        assertThat(judged(DRAFT, line)).isEqualTo("ai-declared=info ai-vendor-trailer=warning");
    }

    @Test
    void thePlaceMayMatterOrNot() {
        String below = Posted.SIGNED + "\nAI-used-for: tests";

        assertThat(told(Judge.judge(Posted.single("Why.\n\n" + below), terms(DRAFT), true)))
                .isEqualTo("ai-declared=info ai-trailer-placement=info");
        conf.edit(DRAFT, "placement: before-sign-off", "placement: any");
        assertThat(told(Judge.judge(Posted.single("Why.\n\n" + below), terms(DRAFT), true)))
                .isEqualTo("ai-declared=info");
    }

    @Test
    void theCapAndWhatIsNotCountedDecideWhatIsLarge() {
        String line = "AI-used-for: small-fix";

        assertThat(judged(DRAFT, line)).isEqualTo("ai-declared=info");
        conf.edit(DRAFT, "cap: 20", "cap: 1").edit(DRAFT, "uncounted: [tests/, docs/]", "uncounted: [tests/]");
        assertThat(judged(DRAFT, line)).isEqualTo("ai-declared=info");
        Series two = Posted.assembled(List.of(Posted.mail(
                Posted.fields(1, "[PATCH] hw/net/frob: x"),
                "Why.\n\n" + line + "\n" + Posted.SIGNED + "\n---\n\n" + Posted.diff("hw/net/frob.c")
                        + Posted.diff("docs/frob.rst"))));
        assertThat(told(Judge.judge(two, terms(DRAFT), true))).isEqualTo("ai-declared=info ai-scope-exceeded=warning");
        conf.edit(DRAFT, "uncounted: [tests/]", "uncounted: [tests/, docs/]");
        assertThat(told(Judge.judge(two, terms(DRAFT), true))).isEqualTo("ai-declared=info");
    }

    @Test
    void proseOfAPolicyDocumentIsNoDisclosure() {
        String prose = "This file was generated by an LLM.\n\n" + Posted.SIGNED;
        Series series = Posted.single(prose);

        assertThat(told(Judge.judge(series, terms(MERGED), true))).isEqualTo("ai-declared=info");
        conf.edit(MERGED, "policy-paths: [", "policy-paths: [hw/net/, ");
        assertThat(told(Judge.judge(series, terms(MERGED), true))).isEmpty();
    }

    private String judged(String file, String trailers) {
        return told(Judge.judge(Posted.single("Why.\n\n" + trailers + "\n" + Posted.SIGNED), terms(file), true));
    }

    private Judge.Terms terms(String file) {
        String id = file.substring("policies/".length(), file.length() - ".yaml".length());
        return new Judge.Terms(
                conf.load().policies(),
                new Policies.Following.Pin(new ProfileId(id)),
                Optional.empty(),
                Posted.terms(id, Weight.REPLY).weights());
    }

    private static String told(Judgement judgement) {
        return judgement.findings().stream()
                .filter(finding -> finding.rule().value().startsWith("ai-"))
                .map(finding -> finding.rule() + "=" + finding.severity().word())
                .collect(Collectors.joining(" "));
    }
}
