package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triaged.metrics.Metric;
import org.triaged.triage.Alarm;
import org.triaged.triage.AuditAction;
import org.triaged.triage.Mode;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;

/** When a document and the code disagree, the build says so. */
class DocumentsTest {

    private static final Pattern EVENT = Pattern.compile("Event\\.(?:info|alert)\\(\\s*\"([a-z-]+)\"");

    private static final Pattern ALERT = Pattern.compile("Event\\.alert\\(\\s*\"([a-z-]+)\"");

    private static final Pattern NAMED = Pattern.compile("(?:Event\\.alert|tell)\\(\\s*\"([a-z-]+)\"");

    private static final Pattern CAUSE = Pattern.compile("Silent\\(\"([a-z-]+)\"|Optional\\.of\\(\"([a-z-]+)\"\\)");

    private static final Pattern VERB = Pattern.compile("@Command\\(\\s*name = \"([a-z]+)\"");

    private static final Pattern WORD = Pattern.compile("`([a-zA-Z-]+)`");

    private static final Pattern ACTION =
            Pattern.compile("(?:AuditEntry\\.of\\([\\w.()]+, |[nN]ote(?:By)?\\((?:actor, )?|doing\\()\"([a-z-]+)\"");

    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void theReplyInTheReadmeIsTheGoldenOne() throws IOException {
        String golden = Files.readString(
                        Path.of("src/test/golden/replies/01-missing-signoff/reply.eml"), StandardCharsets.US_ASCII)
                .replace("\r\n", "\n");
        String body = golden.substring(golden.indexOf("\n\n") + 2, golden.indexOf("\n-- \n"));
        assertThat(read("README.md")).contains("```\n" + body + "```\n");
    }

    @Test
    void theReadmeShowsItsTwoCommands() throws IOException {
        assertThat(read("README.md")).contains("\n./triaged demo\n", "\nmvn -B verify\n");
    }

    @Test
    void everyEventIsDocumented() throws IOException {
        String page = read("docs/running.md");
        assertThat(inSources(EVENT)).isNotEmpty().allSatisfy(event -> assertThat(page)
                .contains("`" + event + "`"));
    }

    @Test
    void everyAlarmIsDocumentedWithItsEventsAndEachEventHasOneAtMost() throws IOException {
        String page = read("docs/running.md");
        Set<String> events = new TreeSet<>();
        for (Alarm alarm : Alarm.values()) {
            assertThat(page)
                    .contains("| `" + alarm.word() + "` | "
                            + alarm.events().stream()
                                    .map(event -> "`" + event + "`")
                                    .collect(Collectors.joining(", "))
                            + " | " + alarm.next() + " |");
            assertThat(alarm.events())
                    .allSatisfy(event -> assertThat(events.add(event)).as(event).isTrue());
        }
        // Some are put together from the name of a state.
        assertThat(inSources(NAMED))
                .containsAll(events.stream()
                        .filter(event -> !event.equals("reply-expired"))
                        .toList());
        // The rest of what is told as an alert needs nobody, or cannot be kept any more.
        Set<String> alerts = inSources(ALERT);
        alerts.removeAll(events);
        assertThat(alerts)
                .containsExactlyInAnyOrder(
                        "address-dead",
                        "clock-moved",
                        "daemon-cut-short",
                        "daemon-hangs",
                        "maintainers-odd",
                        "reply-seen",
                        "reply-sent-again",
                        "reply-unknown");
    }

    @Test
    void everyMetricIsDocumentedAndNoOther() throws IOException {
        String page = read("docs/monitoring.md");
        String table = page.substring(page.indexOf("## Figures"));
        assertThat(found(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), table))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::word).toList());
        assertThat(Metric.values()).allSatisfy(metric -> assertThat(table).contains("| " + metric.help() + " |"));
    }

    @Test
    void everyVerbIsDocumented() throws IOException {
        String page = read("docs/running.md");
        assertThat(inSources(VERB)).contains("run", "status").allSatisfy(verb -> assertThat(page)
                .containsPattern(
                        Set.of("audit", "config", "db", "findings", "journal", "quarantine", "replies", "triaged")
                                        .contains(verb)
                                ? verb
                                : "\\| `((audit|config|db|findings|quarantine|replies|replies journal) )?" + verb
                                        + "[^`|]*` \\|"));
    }

    @Test
    void everyCauseOfSilenceIsDocumented() throws IOException {
        String page = read("docs/running.md");
        String decider = read("src/main/java/org/triaged/triage/Decider.java");
        Set<String> causes = found(CAUSE, decider);
        assertThat(causes).contains("too-old", "not-answerable").allSatisfy(cause -> assertThat(page)
                .contains("`" + cause + "`"));
    }

    @Test
    void everyModeAndStateIsNamedWhereAnAdminLooks() throws IOException {
        String page = read("docs/running.md");
        assertThat(Mode.values()).allSatisfy(mode -> assertThat(page).contains("`" + mode.word() + "`"));
        String schema = read("schema.sql");
        assertThat(ReplyState.values()).allSatisfy(state -> assertThat(schema).contains("'" + state.name() + "'"));
    }

    @Test
    void everyActionOfTheAuditIsDocumentedAndNoOther() throws IOException {
        String page = read("docs/audit.md");
        String table = page.substring(page.indexOf("| --- |"), page.indexOf("## The chain"));
        Set<String> named = table.lines()
                .map(row -> row.split("\\|"))
                .filter(cells -> cells.length > 1)
                .flatMap(cells -> found(WORD, cells[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> actions = Arrays.stream(AuditAction.values())
                .map(AuditAction::word)
                .collect(Collectors.toCollection(TreeSet::new));
        actions.add("reply-STATE");
        assertThat(named).isEqualTo(actions);
    }

    @Test
    void noActionIsWrittenThatTheAuditDoesNotKnow() throws IOException {
        assertThat(inSources(ACTION))
                .contains("daemon-start", "judged", "mode-changed", "id-conflict")
                .allMatch(AuditAction::known);
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        try (Stream<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
            return pages
                    .filter(page -> page.toString().endsWith(".md"))
                    .map(page -> DynamicTest.dynamicTest(page.toString(), () -> {
                        for (String link : found(LINK, Files.readString(page))) {
                            assertThat(page.toAbsolutePath().resolveSibling(link))
                                    .exists();
                        }
                    }))
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyDeedIsDocumentedWithItsStates() throws IOException {
        String page = read("docs/running.md");
        assertThat(Replies.Deed.values()).allSatisfy(deed -> assertThat(page)
                .contains("| `" + deed.verb() + "` | "
                        + deed.from().stream().sorted().map(Enum::name).collect(Collectors.joining(", "))
                        + " | " + deed.to() + " |"));
    }

    @Test
    void eachTestThatAnIncidentNamesIsThere() throws IOException {
        String page = read("docs/contributing.md");
        String table = page.substring(
                page.indexOf("## What happened to others"), page.indexOf("## Guards that are taken away"));
        assertThat(rowsThatNameTests(table, "| to whom")).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void eachTestThatAFaultNamesIsThere() throws IOException {
        String page = read("docs/reliability.md");
        int begin = page.indexOf("## What breaks, and what happens then");
        assertThat(rowsThatNameTests(page.substring(begin, page.indexOf("\n## ", begin)), "| where"))
                .hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void eachTestThatShowsADefenceIsThere() throws IOException {
        String page = read("docs/security.md");
        String table = page.substring(page.indexOf("| attack |"), page.indexOf("## What is not defended against"));
        assertThat(rowsThatNameTests(table, "| attack")).hasSizeGreaterThanOrEqualTo(25);
    }

    /** Every row below the heading names a test, and every test that is named is there. */
    private static List<String> rowsThatNameTests(String table, String heading) throws IOException {
        List<String> rows = table.lines()
                .filter(row -> row.startsWith("| ") && !row.startsWith(heading) && !row.startsWith("| ---"))
                .toList();
        assertThat(rows).allMatch(row -> NAMED_TEST.matcher(row).find());
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            Map<String, Path> classes = tests.filter(test -> test.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            test -> test.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (one, other) -> one));
            for (MatchResult named : NAMED_TEST.matcher(table).results().toList()) {
                assertThat(classes).containsKey(named.group(1));
                assertThat(Files.readString(classes.get(named.group(1))))
                        .containsPattern("\n    void " + named.group(2) + "\\(");
            }
        }
        return rows;
    }

    private static Set<String> inSources(Pattern pattern) throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/triaged"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.addAll(found(pattern, Files.readString(file)));
            }
        }
        return all;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(DocumentsTest::groups)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> groups(MatchResult match) {
        String[] groups = new String[match.groupCount()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = match.group(i + 1);
        }
        return Arrays.stream(groups).filter(group -> group != null);
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
