package org.triaged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.golden.SeededLife;
import org.triaged.report.ReportPage;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.store.AskedRecords;
import org.triaged.store.TestStore;
import org.triaged.store.Years;
import org.triaged.triage.Answer;
import org.triaged.triage.Caps;
import org.triaged.triage.Mode;
import org.triaged.triage.Report;
import org.triaged.triage.Report.Topic;
import org.triaged.triage.Status;

/** A report over a life that is always the same, as text, lines and page. {@code -Dgolden=accept} keeps what it is. */
class ReportTest {

    private static final Path GOLDEN = Path.of("src/test/golden-admin/report");

    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static final int LARGEST_PAGE = 300_000;

    private static final Status STATUS = new Status(
            SeededLife.ASKED,
            Optional.of(42L),
            "/var/lib/triaged",
            List.of(new Status.OfList(
                    "devel", Mode.LIVE, "main", "INBOX", true, "qemu/2025-09-rfc", Optional.of(YEAR), 1, 2, 3, 4)),
            Map.of(),
            5,
            6,
            7,
            Optional.empty(),
            Optional.empty(),
            new Status.Sent(8, 9, new Caps(10, 40)),
            new Status.Space(5_000_000_000L, 9_000_000_000L),
            List.of(new Status.Need("a reply is held", "see <script>alert(1)</script> & \u202e 'it'")));

    @TempDir
    private static Path years;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fillYears() {
        TestStore.in(years.resolve("data")).close();
        TestStore.change(years.resolve("data"), Years.of(2_000));
    }

    @TestFactory
    Stream<DynamicTest> aReportIsWhatItWas() {
        SeededLife.in(folder);
        Report report = report(folder.resolve("data"), YEAR, Optional.empty());
        return Map.of(
                        "report.txt", ReportLines.text(report, STATUS, new Paint(false), 100),
                        "report.jsonl", ReportLines.json(report, STATUS),
                        "report.html", ReportPage.of(report, STATUS, "triaged test"))
                .entrySet()
                .stream()
                .map(made -> DynamicTest.dynamicTest(made.getKey(), () -> {
                    Path file = GOLDEN.resolve(made.getKey());
                    if ("accept".equals(System.getProperty("golden"))) {
                        Files.createDirectories(GOLDEN);
                        Files.writeString(file, made.getValue());
                    }
                    assertThat(made.getValue()).isEqualTo(Files.readString(file));
                }));
    }

    @Test
    void eachLineKeepsItsContractAndEachTopicHasOne() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/report.schema.json")));
        Path data = years.resolve("data");
        String lines = ReportLines.json(report(data, Instant.EPOCH, Optional.of("devel")), STATUS);
        assertThat(lines.lines()).allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON))
                .isEmpty());
        assertThat(Topic.values()).allSatisfy(topic -> assertThat(topic == Topic.DECLARATIONS)
                .isNotEqualTo(lines.contains("{\"type\":\"" + topic.word() + "\"")));
        String page = ReportPage.of(report(data, Instant.EPOCH, Optional.empty()), STATUS, "triaged test");
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST_PAGE);
        assertThat(report(data, Instant.EPOCH, Optional.of("other")).tables().values())
                .allMatch(table -> table.rows().isEmpty());
        assertThat(report(data, Instant.parse("2099-01-01T00:00:00Z"), Optional.empty())
                        .tables()
                        .values())
                .allMatch(table -> table.rows().isEmpty());
    }

    /** Years has none with an answer in another order: 10 of 100 series have a reply, 8 of them left. */
    @Test
    void whatIsCountedIsWhatIsThere() {
        String lines = ReportLines.json(report(years.resolve("data"), Instant.EPOCH, Optional.empty()), STATUS);
        assertThat(lines)
                .contains("{\"type\":\"list\",\"list\":\"devel\",\"series\":2000,\"with_findings\":2000,"
                        + "\"percent_with_findings\":100.0,\"may_be_told\":200,\"findings\":2000}")
                .contains("{\"type\":\"reply\",\"state\":\"seen\",\"replies\":160}")
                .contains("{\"type\":\"exception\",\"outcome\":\"unconfirmed\",\"claims\":40,\"relied_on\":0,"
                        + "\"confirmed\":0}")
                .contains("\"median_minutes\":3,\"nine_in_ten_minutes\":3,\"longest_minutes\":3");
    }

    @Test
    void whatOthersWroteStaysTextInThePage() {
        String hostile = "\"><script>alert(1)</script>\u202e&amp;'";
        Report.Table table = new Report.Table(
                List.of(
                        new Answer.Column("rule", Answer.Type.TEXT),
                        new Answer.Column("findings", Answer.Type.NUMBER),
                        new Answer.Column("percent_right", Answer.Type.NUMBER),
                        new Answer.Column("claims", Answer.Type.NUMBER),
                        new Answer.Column("replies", Answer.Type.NUMBER),
                        new Answer.Column("series", Answer.Type.NUMBER)),
                List.of(List.of(
                        Optional.of(hostile),
                        Optional.of("1"),
                        Optional.of("1"),
                        Optional.of("1"),
                        Optional.of("1"),
                        Optional.empty())));
        Report.Table none = new Report.Table(List.of(), List.of());
        Report report = new Report(
                YEAR,
                SeededLife.ASKED,
                Optional.of(hostile),
                Stream.of(Topic.values())
                        .collect(Collectors.toMap(
                                topic -> topic,
                                topic -> List.of(Topic.LISTS, Topic.RULES, Topic.EXCEPTIONS, Topic.PRECISION)
                                                .contains(topic)
                                        ? table
                                        : none)));
        String page = ReportPage.of(report, STATUS, hostile);
        assertThat(page)
                .doesNotContain("<script", "\u202e", "<a ", "<img", "http:", "https:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202E&amp;amp;&#39;")
                .contains("default-src 'none'");
    }

    @TestFactory
    Stream<DynamicTest> wrongUsageIsToldBeforeAnybodyIsAsked() {
        return Map.of(
                        "--format html", "--format: 'html' is not one of text, json",
                        "--since yesterday", "--since: 'yesterday' is no date",
                        "--html /no/such/a.html", "--html: /no/such/a.html cannot be written",
                        "--lst devel", "--list")
                .entrySet()
                .stream()
                .map(usage -> DynamicTest.dynamicTest(usage.getKey(), () -> {
                    ByteArrayOutputStream err = new ByteArrayOutputStream();
                    assertThat(run(err, ("report --conf conf " + usage.getKey()).split(" ")))
                            .isEqualTo(2);
                    assertThat(err.toString(StandardCharsets.UTF_8)).contains(usage.getValue());
                }));
    }

    @Test
    void helpFitsAHundredColumnsAndShowsExamples() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "report", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Examples", "Exit status: 0");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 100);
    }

    private static int run(ByteArrayOutputStream said, String... arguments) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Verbs.run(
                arguments,
                Unwired.wiring(),
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                stream,
                stream,
                false);
    }

    private static Report report(Path data, Instant from, Optional<String> list) {
        try (TestStore store = TestStore.in(data)) {
            return new AskedRecords(store.reader(), InstantSource.fixed(SeededLife.ASKED)).report(from, list);
        }
    }
}
