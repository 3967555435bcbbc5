package org.triaged.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
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
    @CsvFileSource(
            resources = "person-guard.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false)
    void aValueIsAPersonOrATool(String who, String value) {
        assertThat(GUARD.tool(trailer("Assisted-by", value))).isEqualTo(who.equals("tool"));
    }

    @Test
    void theTableHoldsEnoughPeopleAndTools() throws IOException {
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
        assertThat(rows.stream().filter(row -> row.startsWith("person\t"))).hasSizeGreaterThanOrEqualTo(60);
        assertThat(rows.stream().filter(row -> row.startsWith("tool\t"))).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void aNewNameNeedsTheTableAlone() {
        PersonGuard taught = new PersonGuard(with("Zorblax Nine"));

        assertThat(GUARD.tool(trailer("Assisted-by", "Zorblax Nine"))).isFalse();
        assertThat(taught.tool(trailer("Assisted-by", "Zorblax Nine"))).isTrue();
        assertThat(taught.tool(trailer("Assisted-by", "Zorblax Nine <zorblax@example.org>")))
                .isFalse();
        assertThat(taught.isAgent(trailer("Co-developed-by", "Zorblax Nine"))).isTrue();
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

    private static List<String> rows() throws IOException {
        try (InputStream table = PersonGuardTest.class.getResourceAsStream("person-guard.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static AiEvidence with(String tool) {
        return new AiEvidence(
                "taught",
                TABLE.strong(),
                TABLE.paired(),
                TABLE.uses(),
                TABLE.weak(),
                TABLE.identity(),
                TABLE.session(),
                TABLE.exception(),
                TABLE.denials(),
                TABLE.addresses(),
                Stream.concat(TABLE.tools().stream(), Stream.of(tool)).toList(),
                TABLE.words(),
                TABLE.roles(),
                TABLE.suffixes(),
                TABLE.credits(),
                TABLE.prose());
    }

    private static Trailer trailer(String key, String value) {
        ListMail mail = Posted.patch("Why.\n\n" + key + ": " + value + "\n" + Posted.SIGNED);
        return mail.trailers().get(0);
    }
}
