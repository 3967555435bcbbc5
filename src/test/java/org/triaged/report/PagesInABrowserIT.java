package org.triaged.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.triage.Answer;
import org.triaged.triage.Caps;
import org.triaged.triage.Difference;
import org.triaged.triage.Mode;
import org.triaged.triage.Report;
import org.triaged.triage.Report.Topic;
import org.triaged.triage.Status;
import org.triaged.triage.WhatIf;

/** Every page of ours as a browser shows it, on a telephone and on a desk, by day and by night. */
@Tag("real-servers")
class PagesInABrowserIT {

    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");

    private static final String HOSTILE =
            "\"><script>document.title='taken'</script><img src=x>\u202e " + "x".repeat(200);

    /** Least contrast of any text with the page behind it (WCAG 2.2, 1.4.3). */
    private static final String CONTRAST = """
            (() => {
              const light = colour => {
                const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const paper = light(getComputedStyle(document.body).backgroundColor);
              let least = 21;
              for (const one of document.querySelectorAll('body *')) {
                const text = [...one.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
                if (text && one.tagName !== 'title') {
                  const style = getComputedStyle(one);
                  const ink = light(one.closest('svg') ? style.fill : style.color);
                  least = Math.min(least, (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05));
                }
              }
              return least;
            })()
            """;

    private static final String TOO_WIDE =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @TempDir
    private Path folder;

    @Test
    void pagesAreReadableEverywhereAndAskNobody() throws IOException, InterruptedException {
        assumeTrue(Browser.installed(), "no /usr/bin/chromium here: no page was shown");
        Map<String, Path> pages = new TreeMap<>(Map.of(
                "report", Files.writeString(folder.resolve("report.html"), report()),
                "whatif", Files.writeString(folder.resolve("whatif.html"), whatIf())));
        try (Browser browser = Browser.start(folder)) {
            for (Map.Entry<String, Path> page : pages.entrySet()) {
                for (int width : List.of(360, 1280)) {
                    for (String scheme : List.of("light", "dark")) {
                        String name = page.getKey() + "-" + width + "-" + scheme;
                        browser.show(page.getValue(), width, scheme);
                        browser.photograph(Path.of("target/pages", name + ".png"));
                        assertThat(browser.complaints()).as(name).isEmpty();
                        assertThat(browser.value("document.title").asText())
                                .as(name)
                                .startsWith("What");
                        assertThat(browser.value(TOO_WIDE).asInt()).as(name).isZero();
                        assertThat(browser.value(CONTRAST).asDouble()).as(name).isGreaterThanOrEqualTo(4.5);
                        boolean dark = browser.value("getComputedStyle(document.body).backgroundColor")
                                .asText()
                                .equals("rgb(13, 17, 23)");
                        assertThat(dark).as(name).isEqualTo(scheme.equals("dark"));
                    }
                }
            }
        }
    }

    private static String report() {
        Status status = new Status(
                NOW,
                Optional.of(42L),
                "/var/lib/triaged",
                List.of(new Status.OfList(
                        "qemu-devel", Mode.LIVE, "main", "INBOX", true, "qemu/x", Optional.of(NOW), 1, 2, 3, 4)),
                Map.of(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                new Status.Sent(1, 2, new Caps(10, 40)),
                new Status.Space(5_000_000, 9_000_000_000L),
                List.of(new Status.Need(HOSTILE, "look")));
        return ReportPage.of(aYear(), status, "triaged test");
    }

    /** Of a busy list, with one rule of a long name. */
    private static Report aYear() {
        Map<Topic, Report.Table> tables = new EnumMap<>(Topic.class);
        List<List<Optional<String>>> weeks = new ArrayList<>();
        for (int week = 0; week < 52; week++) {
            int series = 90 + 37 * week % 60;
            weeks.add(
                    row(LocalDate.of(2025, 2, 3).plusWeeks(week), series, series / 3, "33.3", series / 5, series / 2));
        }
        List<List<Optional<String>>> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add(row(String.format("2025-%02d", month), 40 + 7 * month % 30, 20 + month, month));
        }
        List<List<Optional<String>>> rules = List.of(
                row("dco-sob-missing", 420, 400, 399, 12, 4, "97.5"),
                row("ai-exception-not-maintainer", 12, 9, 0, 0, 0, "100.0"),
                row("msg-line-long", 1, 1, 1, 1, 1, "0.0"));
        tables.put(
                Topic.LISTS,
                table(
                        List.of(row("qemu-devel", 6000, 2000, "33.3", 1200, 3000)),
                        "list series with_findings percent_with_findings may_be_told findings"));
        tables.put(
                Topic.WEEKS, table(weeks, "in_week series with_findings percent_with_findings may_be_told findings"));
        tables.put(Topic.RULES, table(rules, "rule findings series may_be_told a b c"));
        tables.put(Topic.REPLY_TIMES, table(months, "in_month replies median_minutes longest_minutes"));
        tables.put(Topic.REROLLS, table(months, "in_month replies followed settled"));
        tables.put(Topic.DECLARATIONS, table(months.subList(3, 5), "in_month about_tools declared other"));
        tables.put(
                Topic.EXCEPTIONS, table(List.of(row("not-maintainer", 3, 2, 1)), "outcome claims relied_on confirmed"));
        tables.put(
                Topic.PRECISION,
                table(rules, "rule told false_positives overrides settled_by_admin settled_next percent_right"));
        tables.put(Topic.REPLIES, table(List.of(), "state replies"));
        return new Report(NOW.minus(Duration.ofDays(365)), NOW, Optional.empty(), tables);
    }

    private static List<Optional<String>> row(Object... values) {
        return Stream.of(values).map(value -> Optional.of(value.toString())).toList();
    }

    /** @param columns the first is text, all others are numbers */
    private static Report.Table table(List<List<Optional<String>>> rows, String columns) {
        List<Answer.Column> all = new ArrayList<>();
        for (String name : columns.split(" ")) {
            all.add(new Answer.Column(name, all.isEmpty() ? Answer.Type.TEXT : Answer.Type.NUMBER));
        }
        return new Report.Table(all, rows);
    }

    private static String whatIf() {
        ProfileId profile = new ProfileId("qemu/2026-05-draft");
        Difference.Change change = new Difference.Change(
                new RuleId("ai-declared"),
                Optional.of(new Difference.Force(Severity.VIOLATION, Weight.REPLY)),
                Optional.of(new Difference.Force(Severity.INFO, Weight.RECORD)),
                21,
                List.of(new Difference.Example(NOW, HOSTILE, new MessageId("a@example.org"))));
        return WhatIfPage.of(
                new WhatIf(profile, Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(new Difference(
                        "qemu-devel",
                        profile,
                        Profile.Status.DRAFT,
                        List.of(new Difference.InForce(profile, 4)),
                        4,
                        0,
                        2,
                        new Difference.Total(3, 2),
                        new Difference.Total(2, 1),
                        List.of(change),
                        List.of(),
                        0)),
                NOW,
                "triaged test");
    }
}
