package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Answer;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.Breakers;
import org.triaged.triage.Caps;
import org.triaged.triage.Difference;
import org.triaged.triage.Findings;
import org.triaged.triage.Invariant;
import org.triaged.triage.Mode;
import org.triaged.triage.Pedals;
import org.triaged.triage.Progress;
import org.triaged.triage.Quarantine;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Selftest;
import org.triaged.triage.Status;
import org.triaged.triage.WhatIf;

/** The verbs {@code status} and {@code query}: what they ask, print and return, whoever answers. */
class AdminVerbsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.5Z");

    private static final Status CALM = status(Optional.of(42L), List.of(), Optional.empty());

    private static final Status NEEDY =
            status(Optional.empty(), List.of(new Status.Need("a \u202e disk", "make room")), Optional.of("stop"));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final List<String> resumed = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();

    private Status status = CALM;

    private boolean all = true;

    private boolean closed;

    private Selftest.Outcome selftest = Selftest.Outcome.BROKEN;

    @Test
    void statusFitsOneScreen() throws IOException {
        assertThat(run("status")).isZero();
        assertThat(printed()).isEqualTo(golden("status-calm.txt"));
        assertThat(closed).isTrue();
    }

    @Test
    void statusSaysWhatNeedsAPersonAndReturnsOne() throws IOException {
        status = NEEDY;
        assertThat(run("status")).isEqualTo(1);
        assertThat(printed()).isEqualTo(golden("status-needy.txt"));
    }

    @Test
    void statusAsJsonKeepsItsContract() throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/status.schema.json")));
        for (Status each : List.of(CALM, NEEDY)) {
            status = each;
            out.reset();
            assertThat(run("status", "--format", "json")).isEqualTo(each.needs().isEmpty() ? 0 : 1);
            assertThat(printed()).endsWith("}\n").hasLineCount(1).matches("(?s)[ -~\n]*");
            assertThat(schema.validate(printed(), InputFormat.JSON)).isEmpty();
        }
        JsonNode json = new ObjectMapper().readTree(printed());
        assertThat(json.at("/needs/0/what").asText()).isEqualTo("a \u202e disk");
        assertThat(json.at("/database_bytes").asLong()).isEqualTo(5_000_000_000L);
        assertThat(json.at("/replies/seen").asInt()).isEqualTo(70_000);
    }

    @Test
    void selftestNamesWhatIsBrokenAndReturnsOne() throws IOException {
        assertThat(run("selftest")).isEqualTo(1);
        assertThat(printed()).isEqualTo(golden("selftest.txt"));
        assertThat(closed).isTrue();
        out.reset();
        assertThat(run("selftest", "--format", "json")).isEqualTo(1);
        assertThat(printed()).isEqualTo(golden("selftest.jsonl"));
        assertThat(new ObjectMapper()
                        .readTree(printed().lines().toList().get(1))
                        .at("/rows/0")
                        .asText())
                .isEqualTo("list \u001b[2J: 2 replies");
        selftest = Selftest.Outcome.NOT_CHECKED;
        assertThat(run("selftest")).isZero();
    }

    @Test
    void aBreakerIsResumedByItsListAndAMistakeNamesWhatHolds() {
        assertThat(run("replies", "resume", "--list", "devel", "--reason", "mended"))
                .isZero();
        assertThat(printed()).isEqualTo("list devel: mail may leave again\n");
        assertThat(resumed).containsExactly("devel: mended");
        assertThat(run("replies", "resume", "--list", "other", "--reason", "mended"))
                .isEqualTo(2);
        assertThat(run("replies", "resume", "--reason", "mended")).isEqualTo(2);
        assertThat(run("replies", "resume", "--all", "--list", "devel", "--reason", "mended"))
                .isEqualTo(2);
        assertThat(run("replies", "resume", "--list", "devel", "--reason", " ")).isEqualTo(2);
        assertThat(run("replies", "resume", "--list", "devel")).isEqualTo(2);
        assertThat(resumed).containsExactly("devel: mended", "other: mended");
    }

    @Test
    void stoppingNamesTheFileAndRevivingTheAddress() {
        assertThat(run("replies", "stop", "--reason", "a wrong word")).isZero();
        assertThat(printed()).contains("/var/lib/triaged/STOP");
        assertThat(run("replies", "revive", "ann@contrib.example.org", "--reason", "room"))
                .isZero();
        assertThat(printed()).contains("ann@contrib.example.org gets mail again");
        assertThat(run("replies", "revive", "bob@contrib.example.org", "--reason", "room"))
                .isEqualTo(2);
    }

    @Test
    void rebuildingTheJournalTellsHowMuchItDidNotKnowAndWantsAReason() {
        assertThat(run("replies", "journal", "rebuild", "--reason", "lost")).isZero();
        assertThat(printed()).contains("the send journal knows 2 replies more");
        assertThat(run("replies", "journal", "rebuild", "--reason", "again")).isZero();
        assertThat(printed()).contains("the send journal knows every reply");
        assertThat(run("replies", "journal", "rebuild")).isEqualTo(2);
        assertThat(run("replies", "journal", "rebuild", "--reason", " ")).isEqualTo(2);
    }

    @Test
    void queryAsText() throws IOException {
        assertThat(run("query", "SELECT 1")).isZero();
        assertThat(printed()).isEqualTo(golden("query.txt"));
    }

    @Test
    void queryAsJson() throws IOException {
        assertThat(run("query", "--format", "json", "SELECT 1")).isZero();
        assertThat(printed()).isEqualTo(golden("query.jsonl"));
        List<JsonNode> rows = new ArrayList<>();
        for (String line : printed().lines().toList()) {
            rows.add(new ObjectMapper().readTree(line));
        }
        assertThat(rows.get(0).get("text").asText()).isEqualTo("=1+1 \u001b[2J \u202e \"q\", \u00e9\u4e2d\n\ud800");
        assertThat(rows.get(0).get("number").isNumber()).isTrue();
        assertThat(rows.get(1).get("number").isTextual()).isTrue();
    }

    @Test
    void queryAsCsv() throws IOException {
        assertThat(run("query", "--format", "csv", "SELECT 1")).isZero();
        assertThat(printed()).isEqualTo(golden("query.csv").replace("\\r", "\r"));
    }

    @Test
    void whatIsAskedIsWhatWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("q.sql"), "SELECT ?\n, '\u00e9'");
        run("query", "--file", file.toString(), "--param", "a", "--param=-b", "--limit", "5", "--seconds", "60");
        assertThat(asked)
                .containsExactly(new Question("SELECT ?\n, '\u00e9'", List.of("a", "-b"), 5, Duration.ofSeconds(60)));
    }

    @Test
    void anAnswerThatWasCutIsToldApartFromTheAnswer() {
        all = false;
        assertThat(run("query", "--limit", "2", "SELECT 1")).isZero();
        assertThat(told()).contains("more rows than 2", "--limit");
        assertThat(printed()).doesNotContain("--limit");
    }

    @Test
    void aRefusalIsToldWithoutATraceAndReturnsTwo() {
        assertThat(run("query", "refuse")).isEqualTo(2);
        assertThat(told()).isEqualTo("triaged: no \\u001B such table\n");
        assertThat(printed()).isEmpty();
        assertThat(closed).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> wrongUsageIsToldBeforeAnybodyIsAsked() {
        return Map.of(
                        "query", "one of SQL and --file FILE is needed",
                        "query --file x SELECT", "one of SQL and --file FILE is needed",
                        "query --file /no/such/file", "/no/such/file cannot be read",
                        "query --format xml SELECT", "'xml' is not one of text, json, csv",
                        "query --limit 0 SELECT", "1 to 100000 rows, not 0",
                        "query --seconds 61 SELECT", "1 to 60 seconds",
                        "query --limt 1 SELECT", "--limit",
                        "status --format csv", "'csv' is not one of text, json",
                        "selftest --format csv", "'csv' is not one of text, json",
                        "status extra", "Unmatched argument")
                .entrySet()
                .stream()
                .map(usage -> DynamicTest.dynamicTest(usage.getKey(), () -> {
                    err.reset();
                    assertThat(run(usage.getKey().split(" "))).isEqualTo(2);
                    assertThat(told()).contains(usage.getValue());
                    assertThat(asked).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> helpFitsAHundredColumnsAndShowsExamples() {
        return Stream.of("status", "query", "selftest")
                .map(verb -> DynamicTest.dynamicTest(verb, () -> {
                    out.reset();
                    assertThat(run(verb, "--help")).isZero();
                    assertThat(printed()).contains("Example", "Exit status: 0");
                    assertThat(printed().lines())
                            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
                }));
    }

    private int run(String... arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments));
        long verbs = Arrays.stream(arguments)
                .takeWhile(word -> List.of("replies", "journal").contains(word))
                .count();
        line.addAll((int) Math.min(verbs + 1, arguments.length), List.of("--conf", "conf"));
        return Verbs.run(
                line.toArray(String[]::new),
                Unwired.asking(config -> new Desk()),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/golden-admin", name));
    }

    private static Status status(Optional<Long> daemon, List<Status.Need> needs, Optional<String> brake) {
        return new Status(
                NOW,
                daemon,
                "/var/lib/triaged",
                List.of(
                        new Status.OfList(
                                "qemu-devel",
                                Mode.DRY_RUN,
                                "main",
                                "INBOX",
                                true,
                                "qemu/2025-09-exceptions",
                                Optional.of(NOW.minusSeconds(200)),
                                1,
                                2,
                                3,
                                4),
                        new Status.OfList(
                                "new", Mode.LIVE, "main", "INBOX", true, "generic/dco", Optional.empty(), 0, 0, 0, 0)),
                Map.of(ReplyState.HELD, 3, ReplyState.SEEN, 70_000),
                5,
                6,
                7,
                Optional.of(new Status.Waiting("T-abcdefghij", "qemu-devel", ReplyState.HELD, NOW.minusSeconds(9_000))),
                brake,
                new Status.Sent(8, 9, new Caps(10, 40)),
                new Status.Space(5_000_000_000L, 900),
                needs);
    }

    /** Answers two rows of every type with hostile text in them. */
    private final class Desk implements AdminDesk {

        @Override
        public Status status() {
            return status;
        }

        @Override
        public List<Selftest.Line> selftest() {
            return List.of(
                    new Selftest.Line(Invariant.I1, Selftest.Outcome.HOLDS, List.of(), ""),
                    new Selftest.Line(Invariant.I3, selftest, List.of("list \u001b[2J: 2 replies"), "look at both"));
        }

        @Override
        public Replies replies(String actor) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public Findings findings(String actor) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public AuditCheck verifyAudit() {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public Quarantine quarantine(String actor) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public BackupFacts backup(String actor) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public List<Difference> whatIf(WhatIf question, Progress progress) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public Pedals pedals(String actor) {
            return new Pedals() {
                @Override
                public boolean resume(String list, String why) {
                    resumed.add(list + ": " + why);
                    return list.equals("devel");
                }

                @Override
                public List<String> held() {
                    return List.of("devel", Breakers.ALL);
                }

                @Override
                public boolean revive(String address, String why) {
                    return address.equals("ann@contrib.example.org");
                }

                @Override
                public boolean nocopy(String address, boolean remove, String why) {
                    return address.equals("ann@contrib.example.org") && remove == why.equals("again");
                }

                @Override
                public int rebuildJournal(String why) {
                    return why.equals("lost") ? 2 : 0;
                }

                @Override
                public String stop(String why) {
                    return "/var/lib/triaged/STOP";
                }
            };
        }

        @Override
        public Optional<List<String>> reload(String actor) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public boolean query(Question question, Answer into) {
            if (question.sql().equals("refuse")) {
                throw new QueryRefused("no \u001b such table");
            }
            asked.add(question);
            into.columns(List.of(
                    new Answer.Column("text", Answer.Type.TEXT),
                    new Answer.Column("number", Answer.Type.NUMBER),
                    new Answer.Column("flag", Answer.Type.BOOLEAN),
                    new Answer.Column("at", Answer.Type.TIME),
                    new Answer.Column("text", Answer.Type.BYTES)));
            into.row(Stream.of(
                            "=1+1 \u001b[2J \u202e \"q\", \u00e9\u4e2d\n\ud800", "-1.50", "true", "2026-11-22", "00ff")
                    .map(Optional::of)
                    .toList());
            into.row(List.of(
                    Optional.of(""), Optional.of("NaN"), Optional.empty(), Optional.empty(), Optional.of("@x")));
            return all;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
