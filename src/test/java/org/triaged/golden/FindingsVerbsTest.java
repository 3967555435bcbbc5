package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code findings} over a life that is always the same. {@code -Dgolden=accept} keeps what they print. */
class FindingsVerbsTest {

    private static final Path GOLDEN = Path.of("src/test/golden-admin/findings");

    private static final boolean ACCEPT = "accept".equals(System.getProperty("golden"));

    private static final Map<String, String> ASKED = new TreeMap<>(Map.of(
            "list", "list",
            "spoken", "list --spoken",
            "of-a-rule", "list --rule ai-declared --list devel --limit 1",
            "of-a-series", "list --series <grow@contrib.example.org>",
            "since", "list --since 2026-01-13",
            "none", "list --list other",
            "dismissed", "show DISMISSED",
            "told", "show TOLD"));

    @TempDir
    private Path folder;

    private AskedVerbs verbs;

    private String dismissed;

    private String told;

    @BeforeEach
    void live() {
        verbs = new AskedVerbs(SeededLife.in(folder), folder.resolve("data"));
        dismissed = finding("dismissed_as IS NOT NULL");
        told = finding("told AND about = 'grow@contrib.example.org'");
    }

    @TestFactory
    Stream<DynamicTest> findingsAreShownAsTheyAre() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/findings.schema.json")));
        return ASKED.entrySet().stream()
                .flatMap(asked -> Stream.of("text", "json").map(format -> {
                    Path file = GOLDEN.resolve(asked.getKey() + (format.equals("text") ? ".txt" : ".jsonl"));
                    return DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        AskedVerbs.Ran ran = findings(
                                asked.getValue().replace("DISMISSED", dismissed).replace("TOLD", told) + " --format "
                                        + format);
                        assertThat(ran.err()).isEmpty();
                        assertThat(ran.status()).isZero();
                        if (format.equals("json")) {
                            assertThat(ran.out().lines())
                                    .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON))
                                            .isEmpty());
                        }
                        if (ACCEPT) {
                            Files.createDirectories(GOLDEN);
                            Files.writeString(file, ran.out());
                        }
                        assertThat(ran.out()).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
                    });
                }));
    }

    @Test
    void whatIsDismissedIsToldBack() {
        AskedVerbs.Ran ran = verbs.run(
                "findings",
                "dismiss",
                told,
                "--as",
                "override",
                "--reason",
                "a maintainer lets it pass",
                "--mail",
                "<thanks@contrib.example.org>");
        assertThat(ran.out()).isEqualTo(told + " (dco-sob-missing) is set aside as override\n");
        assertThat(ran.status()).isZero();
        assertThat(findings("show " + told).out())
                .contains(
                        "dismissed  as override by carol at 2026-01-14T10:00:00Z: a maintainer lets it pass\n",
                        "proof      thanks@contrib.example.org\n");
        assertThat(verbs.run("why", "grow@contrib.example.org").out())
                .contains("; set aside as override by carol: a maintainer");
        AskedVerbs.Ran again = verbs.run("findings", "dismiss", told, "--as", "settled", "--reason", "so");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err())
                .contains("finding " + told + " was set aside before, as override by carol at 2026-01-14T10:00:00Z: a"
                        + " maintainer lets it pass");
    }

    @Test
    void theThirdFalsePositiveTakesTheVoiceOfARuleAndRestoreGivesItBack() {
        String third = finding("rule = 'dco-sob-missing' AND dismissed_as IS NULL AND finding <> '" + told + "'");
        assertThat(findings("dismiss " + told + " --as false-positive --reason wrong")
                        .out())
                .hasLineCount(1);
        assertThat(findings("dismiss " + third + " --as false-positive --reason wrong")
                        .out())
                .isEqualTo(
                        third + " (dco-sob-missing) is set aside as false-positive\n"
                                + "rule dco-sob-missing records only on list devel from now on: 3 false positives within 30 days\n"
                                + "when it is right again: triaged findings restore dco-sob-missing --list devel --reason TEXT\n");
        AskedVerbs.Ran elsewhere = findings("restore dco-sob-missing --list other --reason mended");
        assertThat(elsewhere.status()).isEqualTo(2);
        assertThat(elsewhere.err())
                .contains(
                        "rule 'dco-sob-missing' is not demoted on list 'other'; what is: dco-sob-missing --list devel");
        assertThat(findings("restore dco-sob-missing --list devel --reason mended")
                        .out())
                .isEqualTo("dco-sob-missing may speak again on list devel\n");
        assertThat(findings("restore dco-sob-missing --list devel --reason mended")
                        .err())
                .contains("none is on any");
    }

    @Test
    void aDraftTakesBackWhatWasWrongAndSendsNothing() throws IOException {
        String report = verbs.rows("SELECT report FROM findings WHERE finding = '" + told + "'")
                .get(0);
        AskedVerbs.Ran early = verbs.run("replies", "draft", report);
        assertThat(early.status()).isEqualTo(2);
        assertThat(early.err())
                .contains("nothing in " + report + " was set aside", "--series grow@contrib.example.org");
        findings("dismiss " + told + " --as false-positive --reason wrong");
        AskedVerbs.Ran text = verbs.run("replies", "draft", report);
        AskedVerbs.Ran json = verbs.run("replies", "draft", report, "--format", "json");
        assertThat(text.err()).isEmpty();
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("docs/draft.schema.json")))
                        .validate(json.out(), InputFormat.JSON))
                .isEmpty();
        Path file = GOLDEN.resolve("draft.txt");
        if (ACCEPT) {
            Files.writeString(file, text.out());
        }
        assertThat(text.out()).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        assertThat(verbs.rows("SELECT actor || ' ' || object_id || ' ' || list FROM audit WHERE action = 'drafted'"))
                .containsExactly("carol " + report + " devel", "carol " + report + " devel");
        String suppressed = verbs.rows("SELECT report FROM reply WHERE state = 'SUPPRESSED'")
                .get(0);
        assertThat(verbs.run("replies", "draft", suppressed).err())
                .contains(suppressed + " is suppressed: nobody got it");
    }

    @Test
    void whatCannotBeDoneSaysWhatCould() {
        assertThat(findings("show 1").err()).contains("'1' names no finding; a name is as 4711.0");
        assertThat(findings("show 99999.0").err()).contains("there is no finding 99999.0; 'triaged findings list'");
        assertThat(findings("list --limit 0").err()).contains("not within 1 and 10000");
        assertThat(findings("dismiss " + told + " --as false-negative --reason x")
                        .err())
                .contains("is not one of false-positive, override, settled; did you mean 'false-positive'?");
        assertThat(findings("dismiss " + told + " --as settled").err()).contains("--reason");
        assertThat(verbs.run("findings", "dismiss", told, "--as", "settled", "--reason", " ")
                        .err())
                .contains("say why");
        assertThat(findings("dismiss " + told + " --as settled --reason x --mail <>")
                        .status())
                .isEqualTo(2);
        assertThat(verbs.run("findings", "restore", "x", "--list", "devel", "--reason", " ")
                        .err())
                .contains("say why");
    }

    private AskedVerbs.Ran findings(String words) {
        return verbs.run(("findings " + words).split(" "));
    }

    private String finding(String condition) {
        return verbs.rows("SELECT finding FROM findings WHERE " + condition + " ORDER BY judgement, place")
                .get(0);
    }
}
