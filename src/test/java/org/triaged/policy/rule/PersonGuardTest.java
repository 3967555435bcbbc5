package org.triaged.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.policy.AiEvidence;
import org.triaged.policy.Posted;
import org.triaged.series.ListMail;
import org.triaged.series.Trailer;

/** A person must never be taken for a tool; a tool may now and then be taken for a person. */
class PersonGuardTest {

    private static final AiEvidence TABLE =
            Posted.profile("qemu/2025-09-exceptions").ai().evidence();

    private static final PersonGuard GUARD = new PersonGuard(TABLE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Dev <ann@example.org>",
                "ann@example.org",
                "<ann@example.org>",
                "ann.2024@example.org",
                "ann42@example.org (Ann Dev)",
                "jules@model.example.org",
                "wei@lab.ai",
                "Wei Ai <wei@lab.example.org>",
                "Ai Kobayashi <kobayashi@example.org>",
                "Jan Bot <jan.bot@example.org>",
                "Claude <claude@example.org>",
                "Claude Dupont <claude@example.org>",
                "Claude Dupont",
                "Claudette Martin",
                "Devin <devin.reed@example.org>",
                "Devin Reed",
                "Jules Verne <jules@example.org>",
                "Aiden Llmore <aiden@example.org>",
                "Bob Q <bob@example.org> # debugging, see 2/3",
                "Bob Q <bob@example.org> (tests: all of them)",
                "Bob Q (Example Corp) <bob@example.org>",
                "\"Dev, Ann\" <ann@example.org>",
                "Sinéad O'Hara",
                "Sinéad O’Hara",
                "Ana-Maria Ionescu",
                "J. R. Hartley",
                "Gal·la Puig",
                "Jörg Öde",
                "Łukasz Żak",
                "Дмитрий Иванов",
                "Ολγα Παππα",
                "山田 太郎",
                "山田　太郎",
                "𠮷田 太郎",
                "김 철수",
                "王 小明 <wang@example.org>",
                "محمد علي",
                "علی‌رضا احمدی",
                "דוד לוי",
                "राम शर्मा",
                "தமிழ் செல்வன்",
                "ศรี สุข",
                "Nguyễn Thị Minh Khai",
                "Kaʻiulani Kāne",
                "Ludwig van der Rohe"
            })
    void aPersonIsNoTool(String value) {
        assertThat(GUARD.tool(trailer("Assisted-by", value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Codex:gpt-x",
                "Toolname:x-1",
                "Claude",
                "claude",
                "CLAUDE CODE",
                "Claude Opus (1M context)",
                "Claude:claude-opus-4 [extra]",
                "GitHub Copilot",
                "GitHub Copilot <copilot@github.com>",
                "Claude <noreply@anthropic.com>",
                "Claude Dupont <noreply@anthropic.com>",
                "copilot-swe-agent[bot] <1+copilot-swe-agent[bot]@users.noreply.github.com>",
                "Somebody <noreply@example.org>",
                "Helper <bot@example.org>",
                "Helper <assistant@example.org>",
                "LLM",
                "LLM sparse",
                "an LLM",
                "AI",
                "a local model",
                "Coding Agent",
                "GPT-5",
                "gpt4",
                "Zorblax",
                "Zorblax/2",
                "Zorblax 3",
                "Zorblax (pro)",
                "Cursor # for the tests",
                "LLM <ann@example.org>",
                "AI coding agent <ann@example.org>",
                "tests, docs",
                "Claude <opus>",
                "<LLM>"
            })
    void aToolIsNoPerson(String value) {
        assertThat(GUARD.tool(trailer("Assisted-by", value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Copilot",
                "GPT-5",
                "Toolname:x-1",
                "Zorblax",
                "Acme AI",
                "LLM Zorblax",
                "Claude Dupont <noreply@anthropic.com>",
                "LLM <noreply@anthropic.com>"
            })
    void aNameIsAdvertised(String value) {
        assertThat(GUARD.advertises(trailer("Assisted-by", value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LLM",
                "AI",
                "ai agent",
                "LLM (model)",
                "LLM <bot@example.org>",
                "Ann Dev",
                "Ann Dev <ann@example.org>"
            })
    void aWordForAllToolsAdvertisesNone(String value) {
        assertThat(GUARD.advertises(trailer("Assisted-by", value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Copilot", "Claude <noreply@anthropic.com>", "an LLM", "Claude:opus"})
    void aWeakKeyNeedsAToolOfTheTable(String value) {
        assertThat(GUARD.namesTool(trailer("Generated-by", value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"protoc-gen-x", "love", "Zorblax 3", "Claude <claude@example.org>", "Jan Bot <jan@example.org>"})
    void aWeakKeyIsNothingElse(String value) {
        assertThat(GUARD.namesTool(trailer("Generated-by", value))).isFalse();
    }

    @Test
    void whereAKeyMeansPeopleOnlyNamesAndAddressesTell() {
        assertThat(GUARD.surelyTool(trailer("Assisted-by", "Zorblax:3"))).isFalse();
        assertThat(GUARD.surelyTool(trailer("Assisted-by", "Copilot"))).isTrue();
        assertThat(GUARD.surelyTool(trailer("Assisted-by", "Claude <claude@example.org>")))
                .isFalse();
        assertThat(GUARD.surelyTool(trailer("Assisted-by", "Helper <noreply@openai.com>")))
                .isTrue();
    }

    @Test
    void aCompanyIsNoAgent() {
        assertThat(GUARD.isAgent(trailer("Signed-off-by", "Ann Dev <ann@anthropic.com>")))
                .isFalse();
        assertThat(GUARD.isAgent(trailer("Signed-off-by", "Claude Dupont <claude@example.org>")))
                .isFalse();
        assertThat(GUARD.isAgent(trailer("Signed-off-by", "Claude <claude@example.org>")))
                .isFalse();
        assertThat(GUARD.isAgent(trailer("Signed-off-by", "Claude <noreply@anthropic.com>")))
                .isTrue();
        assertThat(GUARD.isAgent(trailer("Signed-off-by", "Claude"))).isTrue();
    }

    private static Trailer trailer(String key, String value) {
        ListMail mail = Posted.patch("Why.\n\n" + key + ": " + value + "\n" + Posted.SIGNED);
        return mail.trailers().get(0);
    }
}
