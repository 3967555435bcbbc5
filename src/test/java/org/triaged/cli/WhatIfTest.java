package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.source.MailFilesOnDisk;

/** The verb {@code whatif} over files: what people and programs read, and what is refused. */
class WhatIfTest {

    private static final String GOLDEN = "src/test/golden/replies/";

    private static final String[] MAILS = {GOLDEN + "02-ai-disclosed-no-exception", GOLDEN + "04-exception-self-granted"
    };

    private static final String UNSIGNED = GOLDEN + "01-missing-signoff";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** {@code -Dgolden=accept} rewrites what is expected; the diff is yours to read. */
    @Test
    void peopleReadWhatWouldChange() {
        assertThat(whatIf("--policy", "qemu/2026-05-draft")).isZero();
        verify("whatif.txt", printed());
        assertThat(whatIf("--policy", "qemu/2025-09-rfc")).isZero();
        verify("whatif-rfc.txt", printed());
    }

    @Test
    void programsReadTheSameInTheFormThatIsDocumented() throws IOException {
        whatIf("--policy", "qemu/2025-09-rfc", "--since", "2026-11-01", "--format", "json");
        verify("whatif.jsonl", printed());
        List<JsonNode> lines = valid(printed());
        assertThat(lines.stream().map(line -> line.get("type").asText()).distinct())
                .containsExactly("whatif", "change", "skipped");
        JsonNode totals = lines.get(0);
        assertThat(totals.get("findings_then").asInt()
                        - totals.get("findings_now").asInt())
                .isEqualTo(counted(lines, "appears") - counted(lines, "vanishes"));
    }

    @Test
    void theProfileInForceChangesNothing() {
        assertThat(whatIf("--policy", "qemu/2025-09-exceptions")).isZero();
        assertThat(printed()).contains("nothing would change", "series that would differ   0");
    }

    @Test
    void aVanishedFindingIsTheMirrorOfOneThatAppears() throws IOException {
        whatIf("--policy", "generic/dco", "--format", "json");
        assertThat(valid(printed()).stream()
                        .filter(line -> line.path("rule").asText().equals("ai-exception-unsupported")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("change").asText()).isEqualTo("vanishes");
                    assertThat(line.get("to").isNull()).isTrue();
                    assertThat(line.at("/from/severity").asText()).isEqualTo("info");
                });
    }

    @Test
    void aMailIsNoExampleTwice() throws IOException {
        Path twice = folder.resolve("twice.eml");
        StringBuilder mail =
                new StringBuilder(Files.readString(Path.of(UNSIGNED, "1.eml")).split("\ndiff --git")[0]);
        for (String file : List.of("hw/a.c", "hw/b.c")) {
            mail.append("\ndiff --git a/" + file + " b/" + file + "\nnew file mode 100644\n--- /dev/null\n+++ b/" + file
                    + "\n@@ -0,0 +1 @@\n+int a;");
        }
        Files.writeString(twice, mail + "\n");
        run("whatif", "--conf", "conf", "--policy", "generic/dco", "--format", "json", twice.toString());
        assertThat(valid(printed()).stream()
                        .filter(line -> line.path("rule").asText().equals("newfile-no-spdx")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("count").asInt()).isEqualTo(2);
                    assertThat(line.get("examples")).hasSize(1);
                });
    }

    @Test
    void whatIsOlderIsLeftOut() throws IOException {
        whatIf("--policy", "qemu/2026-05-draft", "--since", "2099-01-01", "--format", "json");
        assertThat(valid(printed()))
                .singleElement()
                .satisfies(line -> assertThat(line.get("series").asInt()).isZero());
    }

    @Test
    void aPageIsOneFileInWhichStrangersTextStaysText() throws IOException {
        Path hostile = folder.resolve("hostile.eml");
        String mail = Files.readString(Path.of(MAILS[0], "3.eml"));
        Files.writeString(
                hostile,
                mail.replaceFirst(
                        "Subject: (.*)",
                        "Subject: [PATCH] <script>alert(1)</script> & \"x\" =?utf-8?q?=E2=80=AEtxt?="));
        Path page = folder.resolve("page.html");
        assertThat(run(
                        "whatif",
                        "--conf",
                        "conf",
                        "--policy",
                        "qemu/2026-05-draft",
                        "--html",
                        page.toString(),
                        hostile.toString()))
                .isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; \\u202Etxt")
                .contains("What would change, by rule (findings)", "prefers-color-scheme: dark", "default-src 'none'")
                .contains("<td>ai-declared</td><td>changes</td><td>violation, reply</td><td>info, reply</td>")
                .doesNotContain("<script", "\u202e", "src=", "href=", "url(", "@import");
        assertThat(html.split("<rect ", -1)).hasSize(html.split("<tr><td>ai-", -1).length);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(hostile, page);
        }
    }

    @Test
    void aSourceThatCannotBeReadIsToldAndTheOthersAreJudged() {
        assertThat(run("whatif", "--conf", "conf", "--policy", "qemu/2025-09-rfc", "/no/such.mbox", UNSIGNED))
                .isEqualTo(3);
        assertThat(told()).contains("/no/such.mbox");
        assertThat(printed()).contains("series judged              1");
    }

    @TestFactory
    Stream<DynamicTest> wrongUsageIsToldBeforeAnythingIsJudged() {
        return Stream.of(
                        List.of(
                                "--policy",
                                "qemu/2026-05-darft",
                                "did you mean 'qemu/2026-05-draft'?; there are generic/dco"),
                        List.of("--policy", "Not A Profile", "--policy: no profile 'Not A Profile'"),
                        List.of("--policy", "generic/dco", "--since", "yesterday", "--since: 'yesterday' is no date"),
                        List.of("--policy", "generic/dco", "--since", "2026-02-30", "--since: '2026-02-30' is no date"),
                        List.of("--policy", "generic/dco", "--list", "qemu-devl", "did you mean 'qemu-devel'?"),
                        List.of("--policy", "generic/dco", "--format", "xml", "'xml' is not one of text, json"),
                        List.of("--policy", "generic/dco", "--html", "/no/such/a.html", "cannot be written"),
                        List.of("--policy", "generic/dco", "--keep", "--reason", "x", "leave the SOURCE out"),
                        List.of("--policy", "generic/dco", "--reason", "x", "--keep and --reason go together"),
                        List.of("--policy", "generic/dco", "--html", "src", "cannot be written"),
                        List.of("--since", "2026-01-01", "Missing required option: '--policy=PROFILE'"))
                .map(usage -> DynamicTest.dynamicTest(String.join(" ", usage), () -> {
                    assertThat(whatIf(usage.subList(0, usage.size() - 1).toArray(String[]::new)))
                            .isEqualTo(2);
                    assertThat(told()).contains(usage.get(usage.size() - 1));
                    assertThat(printed()).isEmpty();
                }));
    }

    @Test
    void helpFitsAHundredColumnsAndShowsExamples() {
        assertThat(run("whatif", "--help")).isZero();
        assertThat(printed()).contains("Examples:", "Exit status: 0");
        assertThat(printed().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aLongWorkTellsOnATerminalWhenItWillBeDoneAndLeavesNoTrace() {
        Instant[] now = {Instant.parse("2026-11-22T10:00:00Z")};
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);
        try (ProgressBar bar = new ProgressBar(terminal, true, "series", () -> now[0])) {
            now[0] = now[0].plus(Duration.ofMillis(1_900));
            bar.made(9, 100);
            assertThat(shown.size()).isZero();
            now[0] = now[0].plus(Duration.ofMillis(8_100));
            bar.made(25, 100);
            bar.made(26, 100);
        }
        String line = "[#####...............] 25 of 100 series, done at 10:00:40 UTC";
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
        shown.reset();
        try (ProgressBar bar = new ProgressBar(terminal, false, "series", () -> now[0])) {
            now[0] = now[0].plus(Duration.ofMinutes(1));
            bar.made(1, 2);
        }
        assertThat(shown.size()).isZero();
    }

    private int counted(List<JsonNode> lines, String change) {
        return lines.stream()
                .filter(line -> line.path("change").asText().equals(change))
                .mapToInt(line -> line.get("count").asInt())
                .sum();
    }

    private int whatIf(String... arguments) {
        List<String> all = new ArrayList<>(List.of("whatif", "--conf", "conf"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(MAILS));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Verbs.run(
                arguments,
                Unwired.wiring(),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private static void verify(String name, String actual) {
        Path golden = Path.of("src/test/golden-admin", name);
        try {
            if ("accept".equals(System.getProperty("golden"))) {
                Files.writeString(golden, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> valid(String printed) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/whatif.schema.json")));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : printed.split("\n")) {
            assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
