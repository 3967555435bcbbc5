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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb {@code why}, and those of {@code audit}, over a life that is always the same. With {@code -Dgolden=accept} what
 * they print is kept; the diff is to be read.
 */
class WhyTest {

    private static final Path GOLDEN = Path.of("src/test/golden-admin/why");

    private static final boolean ACCEPT = "accept".equals(System.getProperty("golden"));

    /** What is asked for, by the name of its file. */
    private static final Map<String, String> ASKED = new TreeMap<>(Map.of(
            "answered-and-seen", "grow@contrib.example.org",
            "silent-clean", "<clean@contrib.example.org>",
            "silent-too-old", "late@contrib.example.org",
            "silent-settled", "grow-v2@contrib.example.org",
            "suppressed", "hasty@contrib.example.org",
            "held", "doubt@contrib.example.org",
            "quarantined", "broken@contrib.example.org",
            "foreign", "foreign@contrib.example.org",
            "self-granted", "granted@contrib.example.org",
            "no-patch", "thanks@contrib.example.org"));

    @TempDir
    private static Path folder;

    private static AskedVerbs verbs;

    private static JsonSchema schema;

    @BeforeAll
    static void live() throws IOException {
        verbs = new AskedVerbs(SeededLife.in(folder), folder.resolve("data"));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/why.schema.json")));
    }

    @AfterAll
    static void nothingIsLeftOpen() {
        assertThat(folder.resolve("data/triaged.mv.db")).exists();
    }

    @TestFactory
    Stream<DynamicTest> aStoryIsToldAsItWas() {
        return ASKED.entrySet().stream()
                .flatMap(asked -> Stream.of("text", "json").map(format -> {
                    Path file = GOLDEN.resolve(asked.getKey() + (format.equals("text") ? ".txt" : ".jsonl"));
                    return DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        AskedVerbs.Ran ran = verbs.run("why", asked.getValue(), "--format", format);
                        assertThat(ran.err()).isEmpty();
                        assertThat(ran.status()).isZero();
                        String told = verbs.steady(ran.out());
                        if (format.equals("json")) {
                            assertThat(ran.out()).endsWith("}\n").hasLineCount(1);
                            assertThat(schema.validate(ran.out(), InputFormat.JSON))
                                    .isEmpty();
                        }
                        if (ACCEPT) {
                            Files.createDirectories(GOLDEN);
                            Files.writeString(file, told);
                        }
                        assertThat(told).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
                    });
                }));
    }

    @Test
    void aReportAndOurOwnMessageIdTellTheSame() {
        String report =
                verbs.rows("SELECT report FROM reply WHERE state = 'SEEN'").get(0);
        String own =
                verbs.rows("SELECT message_id FROM reply WHERE state = 'SEEN'").get(0);
        String told = verbs.run("why", report).out();
        assertThat(told).contains("reply " + report + " is SEEN", "attempt 2: 250 2.0.0 queued");
        assertThat(verbs.run("why", "<" + own + ">").out()).isEqualTo(told);
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        AskedVerbs.Ran ran = verbs.run("why", "grwo@contrib.example.org");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .contains("nothing here is called 'grwo@contrib.example.org'")
                .contains("did you mean 'grow@contrib.example.org'?");
    }

    @Test
    void aMailIsFoundByItsNumberInQuarantine() {
        String number = verbs.rows("SELECT mail FROM quarantine").get(0);
        assertThat(verbs.run("why", number).out()).contains("cannot be read (too-deep)");
    }
}
