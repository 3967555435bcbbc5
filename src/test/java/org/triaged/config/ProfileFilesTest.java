package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.policy.ListedException;
import org.triaged.policy.Profile;
import org.triaged.policy.Profile.ExceptionProcess.Mode;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;

class ProfileFilesTest {

    private static final String GENERIC = "policies/generic/dco.yaml";
    private static final String BAN = "policies/qemu/2025-06-ban.yaml";
    private static final String MERGED = "policies/qemu/2025-09-exceptions.yaml";
    private static final String RFC = "policies/qemu/2025-09-rfc.yaml";
    private static final String LIST = "lists/qemu-devel.yaml";
    private static final RuleId SIGN_OFF = new RuleId("dco-sob-missing");

    private ConfFolder conf;

    @BeforeEach
    void copyTheShippedConf(@TempDir Path folder) {
        conf = ConfFolder.small(folder);
    }

    @Test
    void aProfileHasItsOwnValuesAndThoseOfItsParents() {
        Profile rfc = profile("qemu/2025-09-rfc");

        assertThat(rfc.status()).isEqualTo(Profile.Status.SELECTABLE);
        assertThat(rfc.from()).contains(Instant.parse("2025-09-22T00:00:00Z"));
        assertThat(rfc.until()).isEmpty();
        assertThat(rfc.grace()).isEqualTo(Duration.ofDays(7));
        assertThat(rfc.ai().stance()).isEqualTo(Profile.Stance.FORBID);
        assertThat(rfc.exception().mode()).isEqualTo(Mode.NAMED_GRANTER);
        assertThat(rfc.exception().trailer()).contains("AI-exception-granted-by");
        assertThat(rfc.exception().selfGrantRefused()).isTrue();
        assertThat(rfc.exception().confirmedByOwnMail()).isTrue();
        assertThat(rfc.exception().secondOpinion()).isTrue();
        assertThat(rfc.words().name()).isEqualTo("qemu-words-1");
        assertThat(rfc.urls()).containsOnlyKeys("CP", "SP");
        assertThat(rfc.severity(RuleBook.entry(SIGN_OFF), false)).isEqualTo(Severity.VIOLATION);
        assertThat(rfc.severity(RuleBook.entry(SIGN_OFF), true)).isEqualTo(Severity.WARNING);
    }

    @Test
    void theShippedProfilesDifferWhereTheirDocumentsDo() {
        Profile generic = profile("generic/dco");
        Profile ban = profile("qemu/2025-06-ban");
        Profile merged = profile("qemu/2025-09-exceptions");

        assertThat(ban.ai()).isEqualTo(merged.ai());
        assertThat(ban.exception().mode()).isEqualTo(Mode.CASE_BY_CASE);
        assertThat(ban.until()).isEqualTo(merged.from());
        assertThat(generic.ai().stance()).isEqualTo(Profile.Stance.SILENT);
        assertThat(generic.from()).isEmpty();
        assertThat(generic.urls()).isEmpty();
        assertThat(generic.exception().mode()).isEqualTo(Mode.NONE);
        assertThat(merged.exception().mode()).isEqualTo(Mode.LISTED);
        assertThat(merged.exception().listed()).isEmpty();
        assertThat(merged.exception().trailer()).isEmpty();
        assertThat(merged.exception().selfGrantRefused()).isFalse();
        assertThat(merged.sections())
                .containsEntry("dco", "Certifying patch submissions")
                .containsEntry("ai", "Use of AI-generated content");
        assertThat(merged.waits()).isEqualTo(new Profile.Waits(Duration.ofMinutes(60), Duration.ofMinutes(30)));
        assertThat(conf.load().policies().timeline("qemu")).containsExactly(ban, merged);
    }

    @Test
    void mapsMergeByKeyWhileListsAndScalarsReplace() {
        conf.edit(GENERIC, "human: []", "human: [Assisted-by, Agent]")
                .edit(MERGED, "  stance: forbid", "  stance: disclose\n  keys: {human: [Tool]}")
                .edit(
                        RFC,
                        "exception:\n",
                        "rules: {ai-declared: {enabled: false}}\nurls: {CP: https://rfc.example/}\nexception:\n");

        assertThat(profile("generic/dco").ai().form().human()).containsExactlyInAnyOrder("Assisted-by", "Agent");
        assertThat(profile("qemu/2025-09-rfc").ai().form().human()).containsExactly("Tool");
        assertThat(profile("qemu/2025-09-rfc").ai().stance()).isEqualTo(Profile.Stance.DISCLOSE);
        assertThat(profile("qemu/2025-09-rfc").disabled()).containsExactly(RuleBook.AI_DECLARED);
        assertThat(profile("qemu/2025-09-rfc").rfcSeverities()).containsKey(SIGN_OFF);
        assertThat(profile("qemu/2025-09-rfc").urls())
                .containsEntry("CP", "https://rfc.example/")
                .containsKey("SP");
    }

    @Test
    void theHashIsThatOfTheFileItsParentsItsEvidenceAndItsWords() throws Exception {
        assertThat(profile("qemu/2025-09-rfc").hash())
                .isEqualTo(sha256(RFC, MERGED, GENERIC, "evidence/ai-evidence-1.yaml", "words/qemu-words-1.yaml"));
        assertThat(profile("generic/dco").hash())
                .isEqualTo(sha256(GENERIC, "evidence/ai-evidence-1.yaml", "words/generic.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        RFC + ", true",
        MERGED + ", true",
        GENERIC + ", true",
        "evidence/ai-evidence-1.yaml, true",
        "words/qemu-words-1.yaml, true",
        "words/generic.yaml, false",
        "evidence/qemu-scope-1.yaml, false",
        "triaged.yaml, false",
        LIST + ", false"
    })
    void oneByteOfANamedFileChangesTheHash(String file, boolean changes) {
        String before = profile("qemu/2025-09-rfc").hash();

        conf.write(file, conf.text(file) + "#");

        assertThat(profile("qemu/2025-09-rfc").hash().equals(before)).isEqualTo(!changes);
    }

    @Test
    void periodsThatMeetAreATimeline() {
        older("2025-06-24T00:00:00Z", "2025-09-22T00:00:00Z");

        assertThat(conf.mistakes()).isEmpty();
        assertThat(conf.load().policies().timeline("qemu"))
                .extracting(profile -> profile.id().version())
                .containsExactly("2025-06-ban", "2025-09-exceptions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-09-22T00:00:01Z | overlaps that of 'qemu/2025-06-ban', which ends 2025-09-22T00:00:01Z; this one begins 2025-09-22",
                "open                 | overlaps that of 'qemu/2025-06-ban', which ends open",
                "2025-09-21T23:59:59Z | there is a hole between it and 'qemu/2025-06-ban', which ends 2025-09-21T23:59:59Z",
            })
    void periodsThatDoNotMeetAreAMistake(String end, String told) {
        older("2025-06-24T00:00:00Z", end);

        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(MERGED + ":" + conf.line(MERGED, "valid:") + ":8: ")
                .contains(told);
    }

    @Test
    void theLastPeriodStaysOpen() {
        conf.edit(MERGED, "until: open", "until: 2026-01-01T00:00:00Z");

        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .contains("no active profile of 'qemu' is in force after 2026-01-01T00:00:00Z");
    }

    @Test
    void aPeriodEndsAfterItBegins() {
        conf.edit(MERGED, "until: open", "until: 2025-09-22T00:00:00Z");

        assertThat(conf.mistakes())
                .anyMatch(told -> told.startsWith(MERGED + ":" + conf.line(MERGED, "valid:"))
                        && told.contains("not after 'from'"));
    }

    @Test
    void aCircleOfParentsIsRefused() {
        conf.edit(GENERIC, "status: active", "status: active\nextends: qemu/2025-09-rfc");

        assertThat(conf.mistakes()).isNotEmpty().allMatch(told -> told.contains("'extends': a circle: "));
        conf.edit(GENERIC, "extends: qemu/2025-09-rfc", "extends: generic/dco");
        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(GENERIC)
                .contains("a circle: 'generic/dco'");
    }

    @Test
    void aDraftIsNoParentAndJudgesNobody() {
        conf.write(
                "policies/qemu/2026-05-draft.yaml",
                "profile: qemu/2026-05-draft\nextends: generic/dco\nstatus: draft\n");
        assertThat(conf.mistakes()).isEmpty();

        conf.edit(RFC, "extends: qemu/2025-09-exceptions", "extends: qemu/2026-05-draft");
        assertThat(conf.mistakes())
                .anyMatch(told -> told.startsWith(RFC) && told.contains("is a draft; nothing is built"));

        conf.edit(LIST, "{project: qemu, follow: timeline}", "{pin: qemu/2026-05-draft}");
        assertThat(conf.mistakes()).anyMatch(told -> told.startsWith(LIST) && told.contains("a draft judges no list"));
    }

    @Test
    void aProjectWithoutAnActiveProfileCannotBeFollowed() {
        conf.edit(MERGED, "status: active", "status: retired").edit(BAN, "status: active", "status: retired");
        assertThat(conf.mistakes()).singleElement().asString().contains("'project': 'qemu' has no active profile");

        conf.edit(LIST, "{project: qemu, follow: timeline}", "{pin: qemu/2025-09-exceptions}");
        assertThat(conf.mistakes()).singleElement().asString().contains("is retired; it is kept for old findings");
    }

    @Test
    void aBrokenParentIsToldAloneAndNotByWhatItsChildrenLack() {
        conf.write(MERGED, "profile: [");

        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(MERGED)
                .contains("not YAML");
    }

    @Test
    void aMistakeInAParentIsToldOnceAndThere() {
        conf.edit(GENERIC, "stance: silent", "stance: silnt").edit(GENERIC, "required: true", "required: maybe");

        assertThat(conf.mistakes())
                .containsExactly(
                        GENERIC + ":" + conf.line(GENERIC, "  required:")
                                + ":13: 'required': found 'maybe', expected true or false",
                        GENERIC + ":" + conf.line(GENERIC, "  stance:")
                                + ":11: 'stance': found 'silnt', expected forbid, restrict, disclose or silent;"
                                + " did you mean 'silent'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile: qemu/2025-09-rfc | profile: qemu/2025-10-rfc | expected 'qemu/2025-09-rfc', as the path says",
                "profile: qemu/2025-09-rfc | prfile: qemu/2025-09-rfc | missing key 'profile'",
                "extends: qemu/2025-09-exceptions | extends: qemu/2025-09-exception | no profile 'qemu/2025-09-exception' in policies/; did you mean 'qemu/2025-09-exceptions'?",
                "status: selectable | status: selectible | expected active, selectable, draft or retired; did you mean 'selectable'?",
                "'  trailer: AI-exception-granted-by' | '  trailer: none' | mode named-granter needs the key",
                "'  trailer: AI-exception-granted-by' | '  trailer: AI-exception-given-by' | is not among the exception keys of the evidence table; did you mean 'AI-exception-granted-by'?",
                "'  trailer: AI-exception-granted-by' | '  trailr: x' | unknown key 'trailr'; did you mean 'trailer'?",
                "'  granter-roles: [M]' | '  granter-roles: [M, X]' | in 'granter-roles': found 'X', expected M or R",
            })
    void aMistakeInAProfileIsTold(String from, String to, String told) {
        conf.edit(RFC, "\n" + from + "\n", "\n" + to + "\n");

        assertThat(conf.mistakes()).anyMatch(line -> line.startsWith(RFC) && line.contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'words: qemu-word-1' | no table 'qemu-word-1' in words/; did you mean 'qemu-words-1'?",
                "'ai: {evidence: robots-1}' | 'robots-1' cannot be used as an ai-evidence table",
                "'ai: {value: {regex: \"(\"}}' | expected a regular expression or none",
                "'grace: P1M' | expected a duration such as PT10M",
                "'valid: {from: 2025-09-22}' | expected a time in UTC such as 2026-07-01T00:00:00Z or open",
                "'rules: {dco: {severity: info}}' | found 'dco', expected a known rule",
                "'rules: {ai-declared: {severity: grave}}' | expected violation, warning or info",
                "'rules: {ai-declared: reply}' | found 'reply', expected a map of 'key: value' lines",
                "'content: {binary-max: 64}' | expected a size such as 64KiB",
                "'urls: {CP: ftp://a}' | expected an address such as https",
                "'sections: {pull: x}' | unknown key 'pull'",
            })
    void aMistakeInAnAddedLineIsTold(String added, String told) {
        conf.edit(RFC, "\nexception:\n", "\n" + added + "\nexception:\n");

        assertThat(conf.mistakes()).singleElement().asString().startsWith(RFC).contains(told);
    }

    @Test
    void theRegisterIsReadStrictly() {
        conf.edit(
                MERGED,
                "listed: []",
                "listed: [{id: codemod-1, title: Mechanical changes, kind: scenario, commit: 9ceb9b42,"
                        + " valid-from: open, conditions: {paths: [tests/], max-changed-lines: 20}}]");
        assertThat(profile("qemu/2025-09-exceptions").exception().listed())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.id()).isEqualTo("codemod-1");
                    assertThat(listed.title()).isEqualTo("Mechanical changes");
                    assertThat(listed.source()).containsExactly(Map.entry("commit", "9ceb9b42"));
                    assertThat(listed.from()).isEmpty();
                    assertThat(listed.conditions())
                            .isEqualTo(new ListedException.Conditions(
                                    List.of("tests/"), List.of(), Optional.of(20), List.of(), false));
                });

        conf.edit(MERGED, "kind: scenario", "kind: magic").edit(MERGED, "max-changed-lines", "max-lines");
        assertThat(conf.mistakes())
                .anyMatch(told -> told.contains("expected scenario, tool or model"))
                .anyMatch(told -> told.contains("unknown key 'max-lines'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"policies/qemu/Draft.yaml", "policies/QEMU/draft.yaml"})
    void aProfileIsNamedInLowerCase(String file) {
        conf.write(file, "");

        assertThat(conf.mistakes()).singleElement().asString().startsWith(file + ": a profile is named");
    }

    private void older(String from, String until) {
        conf.write(
                BAN,
                "profile: qemu/2025-06-ban\nextends: generic/dco\nstatus: active\nvalid: {from: " + from + ", until: "
                        + until + "}\n");
    }

    private Profile profile(String id) {
        return conf.load().policies().find(new ProfileId(id)).orElseThrow();
    }

    private String sha256(String... files) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String file : List.of(files)) {
            bytes.write(Files.readAllBytes(conf.path().resolve(file)));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }
}
