package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Sha256;
import org.triaged.store.TestStore;
import org.triaged.triage.JournalHead;

/** The verbs of {@code audit}: what they show, what they let out, and what they find when somebody touched a row. */
class AuditVerbsTest {

    /** The recipe of docs/audit.md. */
    private static final List<String> HASHED = List.of(
            "number",
            "noted_at",
            "actor",
            "action",
            "object_kind",
            "object_id",
            "list",
            "profile",
            "profile_sha256",
            "input_sha256",
            "reply_sha256",
            "reason",
            "proof",
            "payload_sha256");

    @TempDir
    private static Path seeded;

    private static Path conf;

    @TempDir
    private Path folder;

    private AskedVerbs verbs;

    private JsonSchema schema;

    @BeforeAll
    static void live() {
        conf = SeededLife.in(seeded);
    }

    @BeforeEach
    void copy() throws IOException {
        verbs = over(folder.resolve("data"));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/audit.schema.json")));
    }

    @Test
    void whatAPersonDidIsShownNewestFirst() {
        assertThat(verbs.run("audit", "show", "--actor", "carol").out().lines())
                .element(2)
                .asString()
                .contains("2026-01-13T16:00:00Z", "carol", "stop-raised", "the list moves");
        assertThat(verbs.run("audit", "show", "--actor", "carol").out()).endsWith("4 rows\n");
        assertThat(verbs.run("audit", "show", "--actor", "carol", "--since", "2026-01-13")
                        .out())
                .endsWith("2 rows\n");
        assertThat(verbs.run("audit", "show", "--since", "2026-01-13T16:00:00.000000001Z")
                        .out())
                .endsWith("0 rows\n");
        assertThat(verbs.run("audit", "show", "--action", "reply-sent", "--format", "json")
                        .out())
                .hasLineCount(1)
                .contains("\"said\":\"attempt 2: 250 2.0.0 queued as 4711\"");
        assertThat(verbs.run("audit", "show", "--object", "<granted@contrib.example.org>")
                        .out())
                .contains("claim-recorded", "judged", "silent")
                .doesNotContain("clean@");
    }

    @Test
    void whatIsCutSaysSo() {
        AskedVerbs.Ran ran = verbs.run("audit", "show", "--limit", "2");
        assertThat(ran.out()).endsWith("2 rows\n");
        assertThat(ran.err()).contains("there are more rows than 2, older ones").contains("'triaged audit export'");
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeMeantIsRefused() {
        return Map.of(
                        "--since yesterday", "--since: 'yesterday' is not a day such as 2026-11-22",
                        "--since 2026-02-30", "--since: '2026-02-30' is not a day",
                        "--action reply-send", "did you mean 'reply-sent'?",
                        "--format csv", "--format: 'csv' is not one of text, json",
                        "--limit 0", "1 to 100000 rows")
                .entrySet()
                .stream()
                .map(wrong -> DynamicTest.dynamicTest(wrong.getKey(), () -> {
                    String[] words = ("audit show " + wrong.getKey()).split(" ");
                    AskedVerbs.Ran ran = verbs.run(words);
                    assertThat(ran.status()).isEqualTo(2);
                    assertThat(ran.err()).contains(wrong.getValue());
                }));
    }

    @Test
    void anExportVerifiesByTheRecipeAlone() throws IOException {
        String exported = verbs.run("audit", "export").out();
        String before = "0".repeat(64);
        for (String line : exported.lines().toList()) {
            assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
            JsonNode row = new ObjectMapper().readTree(line);
            StringBuilder chained = new StringBuilder(before);
            for (String name : HASHED) {
                String text = row.get(name).asText();
                chained.append(text.getBytes(StandardCharsets.UTF_8).length)
                        .append(':')
                        .append(text);
            }
            assertThat(row.get("row_hash").asText()).isEqualTo(Sha256.hex(chained.toString()));
            if (!row.get("said").isNull()) {
                assertThat(row.get("payload_sha256").asText())
                        .isEqualTo(Sha256.hex(
                                row.get("salt").asText() + row.get("said").asText()));
            }
            before = row.get("row_hash").asText();
        }
        assertThat(exported)
                .hasLineCount(Integer.parseInt(
                        verbs.rows("SELECT COUNT(*) FROM audit").get(0)));
        assertThat(verbs.run("audit", "show", "--format", "json").out().lines())
                .allSatisfy(line ->
                        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
    }

    @Test
    void anExportGoesIntoANewFileAlone() throws IOException {
        Path file = folder.resolve("audit.csv");
        String[] export = {"audit", "export", "--format", "csv", "--to", file.toString()};
        assertThat(verbs.run(export).status()).isZero();
        assertThat(Files.readString(file))
                .startsWith("number,noted_at,actor,action,")
                .hasLineCount(Integer.parseInt(
                                verbs.rows("SELECT COUNT(*) FROM audit").get(0))
                        + 1);
        assertThat(verbs.run(export).err()).contains("is there already");
        assertThat(verbs.run(
                                "audit",
                                "export",
                                "--since",
                                "x",
                                "--to",
                                folder.resolve("none").toString())
                        .status())
                .isEqualTo(2);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aWholeRecordIsWholeWithWhatTheJournalNames() {
        verbs.journal(List.of(new JournalHead(1, "0:" + "0".repeat(64)), named(2, 3)));
        AskedVerbs.Ran ran = verbs.run("audit", "verify");
        assertThat(ran.out()).startsWith("whole ").contains("2 times the send journal names a row that is there");
        assertThat(ran.status()).isZero();
        String json = verbs.run("audit", "verify", "--format", "json").out();
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json).contains("\"whole\":true", "\"named_by_journal\":2", "\"broken_row\":null");
    }

    @TestFactory
    Stream<DynamicTest> theFirstBrokenRowIsNamed() {
        return Map.of(
                        "UPDATE audit SET reason = 'settled' WHERE number = 5",
                        "row 5: it is not what was written; what follows was not read",
                        "UPDATE audit SET prev_hash = 'x' WHERE number = 5",
                        "row 5: it follows another row than number 4",
                        "DELETE FROM audit WHERE number = 5",
                        "row 6: row 5 is missing before it",
                        "UPDATE audit_text SET content = 'nothing' WHERE content = 'record to reply'",
                        "its text is not what was written")
                .entrySet()
                .stream()
                .map(touched -> DynamicTest.dynamicTest(touched.getKey(), () -> {
                    Path other = Files.createTempDirectory(folder, "touched").resolve("data");
                    AskedVerbs there = over(other);
                    TestStore.change(other, touched.getKey());
                    AskedVerbs.Ran ran = there.run("audit", "verify");
                    assertThat(ran.status()).isEqualTo(1);
                    assertThat(ran.out()).startsWith("BROKEN").contains(touched.getValue(), "next: keep a copy");
                    String json =
                            there.run("audit", "verify", "--format", "json").out();
                    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
                    assertThat(json).contains("\"whole\":false");
                }));
    }

    @Test
    void aChainThatWasWrittenAnewIsGivenAwayByTheJournal() {
        verbs.journal(List.of(new JournalHead(7, "3:" + "a".repeat(64)), named(8, 4)));
        AskedVerbs.Ran ran = verbs.run("audit", "verify");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("line 7 of the send journal names row 3:aaaa");
    }

    @Test
    void aTailThatWasCutOffIsGivenAwayByTheJournal() {
        verbs.journal(List.of(named(7, 9)));
        TestStore.change(folder.resolve("data"), "DELETE FROM audit WHERE number >= 9");
        AskedVerbs.Ran ran = verbs.run("audit", "verify");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("8 rows are what was written", "line 7 of the send journal names row 9:");
    }

    @Test
    void whatARollbackTookIsNoFaultOnceItWasNoted() {
        try (TestStore store = TestStore.in(folder.resolve("data"))) {
            store.auditTrail().admitRollback(7, "restored", SeededLife.ASKED);
        }
        verbs.journal(List.of(new JournalHead(7, "3:" + "a".repeat(64)), new JournalHead(6, "90:" + "b".repeat(64))));
        AskedVerbs.Ran ran = verbs.run("audit", "verify");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("2 rows it names are gone with a rollback that was noted");
    }

    @Test
    void anErasedTextLeavesTheRecordWhole() {
        TestStore.change(folder.resolve("data"), "DELETE FROM audit_text");
        assertThat(verbs.run("audit", "verify").status()).isZero();
        assertThat(verbs.run("audit", "show", "--actor", "carol").status()).isZero();
    }

    /** The seeded life in a folder of its own. */
    private static AskedVerbs over(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(seeded.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        data.resolve(seeded.resolve("data").relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new AskedVerbs(conf, data);
    }

    private JournalHead named(long line, long number) {
        return new JournalHead(
                line,
                number + ":"
                        + verbs.rows("SELECT row_hash FROM audit WHERE number = " + number)
                                .get(0));
    }
}
