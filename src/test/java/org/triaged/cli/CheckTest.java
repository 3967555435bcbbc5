package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.source.MailFilesOnDisk;

/** The verb {@code check} and its contract. */
class CheckTest {

    private static final Path GOLDEN = Path.of("src/test/golden");

    private static final String UNSIGNED = GOLDEN + "/replies/01-missing-signoff/1.eml";

    private static final String SIGNED = GOLDEN + "/dco-sob-missing/clean-signed";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aReplyIsDue() throws IOException {
        List<JsonNode> lines = json("--now", "2026-11-22T09:41:07Z", UNSIGNED);
        assertThat(lines.stream().map(line -> line.get("type").asText()))
                .containsExactly("mail", "series", "finding", "reply");
        assertThat(lines.get(3).get("withheld").isNull()).isTrue();
        assertThat(lines.get(3).get("raw").asText()).startsWith("Date: Sun, 22 Nov 2026 09:41:07 +0000\r\n");
        assertThat(check("--format", "json", UNSIGNED)).isEqualTo(1);
    }

    @Test
    void nothingIsDue() {
        assertThat(check(SIGNED)).isZero();
        assertThat(text(out)).contains("nothing to say", "0 replies").doesNotContain("\u001b");
    }

    @Test
    void standardInputIsASource() {
        assertThat(run(read(UNSIGNED), "check", "--conf", "conf", "-")).isEqualTo(1);
        assertThat(text(out)).contains("dco-sob-missing", "Hello Alex Beispiel,", "1 replies");
    }

    @Test
    void twoRunsPrintTheSame() throws IOException {
        assertThat(json(UNSIGNED, SIGNED)).isEqualTo(json(UNSIGNED, SIGNED));
    }

    @Test
    void eachSourceIsJudgedByItself() throws IOException {
        List<JsonNode> together = json(UNSIGNED);
        List<JsonNode> each = json("--each", UNSIGNED, UNSIGNED);
        assertThat(each).hasSize(2 * together.size());
        assertThat(each.get(1).get("source").asText()).isEqualTo(UNSIGNED);
        assertThat(new ArrayList<>(names(each.get(1)))).endsWith("source");
        assertThat(json(UNSIGNED, UNSIGNED).stream().filter(line -> is(line, "reply")))
                .hasSize(1);
    }

    @Test
    void aMaintainerOfAnotherListSupersedesNothing() throws IOException {
        String superseding = GOLDEN + "/series/supersedes-by-a-maintainer";
        assertThat(newerOfAnn(twoLists("mia@example.org", "sam@example.org"), superseding))
                .isEqualTo("b@example.org");
        assertThat(newerOfAnn(twoLists("sam@example.org", "mia@example.org"), superseding))
                .isEqualTo("null");
    }

    private String newerOfAnn(Path conf, String mails) throws IOException {
        run(new byte[0], "check", "--format", "json", "--list", "devel", "--conf", conf.toString(), mails);
        return CheckContract.valid(text(out)).stream()
                .filter(line -> is(line, "series"))
                .filter(line -> line.get("root").asText().equals("a@example.org"))
                .map(line -> line.get("newer").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The golden list and another, each with a maintainer. */
    private Path twoLists(String maintainerOfDevel, String maintainerOfStable) throws IOException {
        Path conf = Files.createTempDirectory(folder, "conf");
        String list = Files.readString(GOLDEN.resolve("conf/devel.yaml"));
        Files.createDirectory(conf.resolve("lists"));
        Files.writeString(conf.resolve("lists/devel.yaml"), list.replace("mia@example.org", maintainerOfDevel));
        Files.writeString(
                conf.resolve("lists/stable.yaml"),
                list.replace("mia@example.org", maintainerOfStable).replace("devel", "stable"));
        Files.copy(GOLDEN.resolve("conf/triaged.yaml"), conf.resolve("triaged.yaml"));
        for (String shared : List.of("evidence", "policies", "words")) {
            copy(Path.of("conf", shared), conf.resolve(shared));
        }
        return conf;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void whatASeriesIsBasedOnIsTold() {
        check(GOLDEN + "/series/based-on-in-a-reply-of-the-sender");
        assertThat(text(out)).contains("  based on: ");
    }

    /** {@code -Dgolden=accept} rewrites it; the diff is yours to read. */
    @Test
    void peopleReadWhatWasFoundWhyAndWhereThePolicySaysSo() throws IOException {
        String reroll = GOLDEN + "/replies/03-several-findings-reroll";
        check("--policy", "qemu/2025-09-exceptions", "--now", "2026-11-21T17:26:40Z", reroll);
        Path golden = Path.of("src/test/golden-admin/check.txt");
        if ("accept".equals(System.getProperty("golden"))) {
            Files.writeString(golden, text(out));
        }
        assertThat(text(out)).isEqualTo(Files.readString(golden));
        assertThat(text(out).lines().filter(line -> line.startsWith("      see ")))
                .contains("      see \"Certifying patch submissions\","
                        + " https://www.qemu.org/docs/master/devel/code-provenance.html");
    }

    @Test
    void aForeignScopeIsForced() throws IOException {
        List<JsonNode> lines = json("--scope", "foreign", UNSIGNED);
        assertThat(lines.get(0).get("kind").asText()).isEqualTo("foreign");
        assertThat(lines.get(2).get("rule").asText()).isEqualTo("scope-foreign");
        assertThat(lines.get(3).get("withheld").asText()).isEqualTo("records-only");
    }

    @Test
    void aPinnedProfileJudgesWhateverTheDate() throws IOException {
        List<JsonNode> lines = json("--policy", "qemu/2025-09-rfc", UNSIGNED);
        assertThat(lines.get(2).get("policy").toString())
                .isEqualTo("{\"profile\":\"qemu\",\"version\":\"2025-09-rfc\"}");
    }

    @Test
    void theHookIsSilentUntilSomethingWouldBeReplied() {
        assertThat(check("--hook", SIGNED + "/1.eml")).isZero();
        assertThat(text(out)).isEmpty();
        assertThat(check("--hook", UNSIGNED)).isEqualTo(1);
        assertThat(text(out))
                .contains(
                        "git commit --amend -s",
                        "[dco-sob-missing]\n  see \"Certifying patch submissions\", https://www.qemu.org/");
    }

    @Test
    void aDamagedMailIsShownAndChangesNoStatus() throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.eml"), new byte[0]);
        List<JsonNode> lines = json(damaged.toString());
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.get("damage").asText()).isEqualTo("empty"));
        assertThat(check(damaged.toString())).isZero();
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsJudged() {
        assertThat(check(folder.resolve("missing.mbox").toString(), UNSIGNED)).isEqualTo(3);
        assertThat(text(err)).contains("missing.mbox");
        assertThat(text(out)).contains("dco-sob-missing");
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsPrinted() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("--now", "noon", UNSIGNED),
                List.of("--policy", "qemu/2020-01-none", UNSIGNED),
                List.of("--list", "nobody", UNSIGNED),
                List.of("--scope", "theirs", UNSIGNED),
                List.of("--hook", UNSIGNED, UNSIGNED),
                List.of("--format", "xml", UNSIGNED))) {
            assertThat(check(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
            assertThat(text(out)).isEmpty();
            assertThat(text(err)).isNotBlank();
        }
    }

    @Test
    void realMailKeepsTheContract() throws IOException {
        Path sample = Path.of("../shared/corpus/sample.mbox");
        if (!Files.exists(sample)) {
            System.out.println("CheckTest.realMailKeepsTheContract skipped: no corpus beside the project");
        }
        Assumptions.assumeTrue(Files.exists(sample), "no corpus beside the project");
        List<JsonNode> lines = json(sample.toString());
        assertThat(lines.stream().filter(line -> is(line, "mail"))).hasSize(67);
        assertThat(lines.stream().filter(line -> is(line, "mail")))
                .noneMatch(line -> line.get("kind").asText().equals("damaged"));
    }

    /** The lines printed, each valid. */
    private List<JsonNode> json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(Arrays.asList(arguments));
        check(all.toArray(String[]::new));
        return CheckContract.valid(text(out));
    }

    private int check(String... arguments) {
        List<String> all = new ArrayList<>(List.of("check", "--conf", "conf"));
        all.addAll(Arrays.asList(arguments));
        return run(new byte[0], all.toArray(String[]::new));
    }

    private int run(byte[] input, String... arguments) {
        out.reset();
        err.reset();
        return Verbs.run(
                arguments,
                Unwired.wiring(),
                new MailFilesOnDisk(new ByteArrayInputStream(input)),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private static boolean is(JsonNode line, String type) {
        return line.get("type").asText().equals(type);
    }

    private static List<String> names(JsonNode line) {
        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
