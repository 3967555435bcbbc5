package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

/** One declared patch, judged by the shipped timelines on every day that matters: by which profile, what is found, what is mailed. */
class TimelineTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss +0000", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String TOOL = "Assisted-by: Toolname:x-1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-06-01T12:00:00Z | generic/dco             | ai-declared=info/reply                                        | false
            2025-06-23T23:59:59Z | generic/dco             | ai-declared=info/reply                                        | false
            2025-06-24T00:00:00Z | qemu/2025-06-ban        | ai-declared=violation/record ai-vendor-trailer=warning/record | false
            2025-06-30T23:59:59Z | qemu/2025-06-ban        | ai-declared=violation/record ai-vendor-trailer=warning/record | false
            2025-07-01T00:00:00Z | qemu/2025-06-ban        | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-07-01T12:00:00Z | qemu/2025-06-ban        | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-09-21T23:59:59Z | qemu/2025-06-ban        | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-09-22T00:00:00Z | qemu/2025-09-exceptions | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-09-28T23:59:59Z | qemu/2025-09-exceptions | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-09-29T00:00:00Z | qemu/2025-09-exceptions | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            2025-10-01T12:00:00Z | qemu/2025-09-exceptions | ai-declared=violation/reply ai-vendor-trailer=warning/reply   | true
            """)
    void underQemu(Instant date, String profile, String findings, boolean mailed) {
        assertJudged(Judge.judge(single(TOOL, date, date), terms("qemu"), true), profile, findings, mailed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-31T23:59:59Z | generic/dco   | ai-declared=info/reply                                     | false
            2026-04-01T00:00:00Z | linux/2026-04 | ai-declared=info/record                                    | false
            2026-04-07T23:59:59Z | linux/2026-04 | ai-declared=info/record                                    | false
            2026-04-08T00:00:00Z | linux/2026-04 | ai-declared=info/reply                                     | false
            2026-05-01T12:00:00Z | linux/2026-04 | ai-declared=info/reply                                     | false
            2026-06-30T23:59:59Z | linux/2026-04 | ai-declared=info/reply                                     | false
            2026-07-01T00:00:00Z | linux/2026-07 | ai-declared=info/record ai-trailer-format=warning/record   | false
            2026-07-02T12:00:00Z | linux/2026-07 | ai-declared=info/record ai-trailer-format=warning/record   | false
            2026-07-07T23:59:59Z | linux/2026-07 | ai-declared=info/record ai-trailer-format=warning/record   | false
            2026-07-08T00:00:00Z | linux/2026-07 | ai-declared=info/reply ai-trailer-format=warning/reply     | true
            2026-08-01T12:00:00Z | linux/2026-07 | ai-declared=info/reply ai-trailer-format=warning/reply     | true
            """)
    void underLinux(Instant date, String profile, String findings, boolean mailed) {
        assertJudged(Judge.judge(single(TOOL, date, date), terms("linux"), true), profile, findings, mailed);
    }

    /** What grace is for: the certificate was asked for before the ban, the ban was news. */
    @ParameterizedTest
    @CsvSource({
        "2025-06-23T23:59:59Z, dco-sob-missing",
        "2025-06-24T00:00:00Z, dco-sob-missing",
        "2025-06-30T23:59:59Z, dco-sob-missing",
        "2025-07-01T00:00:00Z, dco-sob-missing ai-declared ai-vendor-trailer"
    })
    void theFirstPolicyOfAProjectHasItsGraceToo(Instant date, String told) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("Date", DATE.format(date));
        Series unsigned = Posted.assembled(List.of(Posted.mail(fields, Posted.patchText("Why.\n\n" + TOOL), date)));

        assertThat(Judge.judge(unsigned, terms("qemu"), true).spoken().stream()
                        .map(found -> found.rule().value())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(told);
    }

    /** The others judge whatever the date: three stand on no timeline. */
    @ParameterizedTest
    @CsvSource({
        "qemu/2025-09-rfc, 2025-09-21T23:59:59Z",
        "qemu/2025-09-rfc, 2025-09-22T00:00:00Z",
        "qemu/2026-05-draft, 2025-06-01T00:00:00Z",
        "generic/dco, 2026-11-22T00:00:00Z",
        "qemu/2025-06-ban, 2026-11-22T00:00:00Z"
    })
    void aPinIsDeafToEveryBoundary(String profile, Instant date) {
        Judge.Terms pinned = Posted.terms(profile, Weight.REPLY);
        assertThat(Judge.judge(single(TOOL, date, date), pinned, true).profile().id())
                .isEqualTo(new ProfileId(profile));
        assertThat(Judge.judge(single(TOOL, date, date), terms("qemu"), true)
                        .profile()
                        .id()
                        .value())
                .isNotIn("qemu/2025-09-rfc", "qemu/2026-05-draft");
    }

    /** What both forms of the document find is no news. */
    @ParameterizedTest
    @CsvSource({"2026-06-30T23:59:59Z, linux/2026-04", "2026-07-01T00:00:00Z, linux/2026-07"})
    void whatTheOlderTextFoundIsMailedInGrace(Instant date, String profile) {
        String line = "Generated-by: an LLM";
        Judgement judgement = Judge.judge(single(line, date, date), terms("linux"), true);

        assertThat(judgement.profile().id().value()).isEqualTo(profile);
        assertThat(judgement.spoken()).extracting(Finding::rule).containsExactly(RuleBook.AI_TRAILER_WRONG_KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2027-01-01T00:00:00Z | 2026-07-01T00:00:00Z | linux/2026-07
            2026-07-01T00:00:01Z | 2026-06-30T23:59:59Z | linux/2026-04
            1970-01-01T00:00:00Z | 2026-07-01T00:00:00Z | linux/2026-07
            1970-01-01T00:00:00Z | 2026-06-30T23:59:59Z | linux/2026-04
            -                    | 2026-07-01T00:00:00Z | linux/2026-07
            -                    | 2026-06-30T23:59:59Z | linux/2026-04
            2026-06-30T23:59:59Z | 2026-07-05T23:59:59Z | linux/2026-04
            2026-06-30T23:59:59Z | 2026-07-07T23:59:59Z | linux/2026-04
            2026-06-30T23:59:58Z | 2026-07-07T23:59:59Z | linux/2026-07
            """)
    void aDateThatCannotBeTrueGivesWayToTheArrival(Instant date, Instant arrival, String profile) {
        Series series = date == null ? single(TOOL, "", arrival) : single(TOOL, date, arrival);
        assertThat(Judge.judge(series, terms("linux"), true).profile().id().value())
                .isEqualTo(profile);
    }

    @Test
    void aSeriesAcrossABoundaryHasOneProfileInWhateverOrderItComes() {
        Instant boundary = Instant.parse("2026-07-01T00:00:00Z");
        List<ListMail> mails = new ArrayList<>();
        for (int number = 0; number <= 4; number++) {
            Instant date = boundary.plusSeconds(number - 2L);
            Map<String, String> fields = Posted.fields(number + 1, "[PATCH " + number + "/4] hw/net/frob: x" + number);
            fields.put("Date", DATE.format(date));
            fields.put("In-Reply-To", number == 0 ? "" : "<20260112101500.4711-1-ann@example.org>");
            String message = "Why.\n\n" + TOOL + "\n" + Posted.SIGNED;
            mails.add(Posted.mail(
                    fields, number == 0 ? "What it is for.\n" : Posted.patchText(message), boundary.plusSeconds(60)));
        }
        Set<String> seen = new TreeSet<>();
        for (int turn = 0; turn < mails.size(); turn++) {
            Collections.rotate(mails, 1);
            Judgement judgement = Judge.judge(Posted.assembled(mails), terms("linux"), true);
            seen.add(judgement.profile().id() + " " + ofTools(judgement).size());
        }
        assertThat(seen).containsExactly("linux/2026-04 4");
    }

    private static void assertJudged(Judgement judgement, String profile, String findings, boolean mailed) {
        assertThat(judgement.profile().id().value()).isEqualTo(profile);
        assertThat(ofTools(judgement).stream()
                        .map(found -> found.rule() + "=" + found.severity().word() + "/"
                                + found.weight().word())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(findings);
        assertThat(ofTools(judgement).stream().anyMatch(Finding::speaks)).isEqualTo(mailed);
    }

    private static List<Finding> ofTools(Judgement judgement) {
        return judgement.findings().stream()
                .filter(found -> found.rule().value().startsWith("ai-"))
                .toList();
    }

    private static Series single(String trailer, Instant date, Instant arrival) {
        return single(trailer, DATE.format(date), arrival);
    }

    private static Series single(String trailer, String date, Instant arrival) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("Date", date);
        String message = "Why.\n\n" + trailer + "\n" + Posted.SIGNED;
        return Posted.assembled(List.of(Posted.mail(fields, Posted.patchText(message), arrival)));
    }

    private static Judge.Terms terms(String project) {
        return new Judge.Terms(
                Posted.CONF.policies(),
                new Policies.Following.Timeline(project, new ProfileId("generic/dco")),
                Optional.empty(),
                Posted.terms("generic/dco", Weight.REPLY).weights());
    }
}
