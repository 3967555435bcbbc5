package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.policy.Finding;
import org.triaged.policy.Judge;
import org.triaged.policy.Known;
import org.triaged.policy.Maintainers;
import org.triaged.policy.Policies;
import org.triaged.policy.Posted;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.Receiver;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;
import org.triaged.policy.Weight;
import org.triaged.series.People;
import org.triaged.series.Ripeness;
import org.triaged.series.Series;

/**
 * Each knob of a profile, apart from those of the block {@code ai} ({@link DisclosureKnobsTest}), is turned alone, and the
 * findings on one and the same posting are others.
 */
class KnobsTest {

    private static final String GENERIC = "policies/generic/dco.yaml";

    private static final String MERGED = "policies/qemu/2025-09-exceptions.yaml";

    private static final String PROPOSED = "policies/qemu/2025-09-rfc.yaml";

    private static final String EVIDENCE = "evidence/ai-evidence-1.yaml";

    private static final String BOB = "Bob Q <bob@example.org>";

    private static final String RELYING = "This relies on the tests exception.\n\nAssisted-by: LLM\n" + Posted.SIGNED;

    private static final String FILES = "Net\nM: " + BOB + "\nR: Rob R <rob@example.org>\nF: hw/net/\n\nDocs\nM: "
            + "Ann Dev <ann@example.org>\nF: hw/net/frob.c\n";

    /** A knob's place in the profile; where it is turned, from and to; what a rule, or a family of them, says before and after. */
    record Knob(
            String path,
            String file,
            String from,
            String to,
            String rules,
            Supplier<Series> posting,
            String before,
            String after) {}

    /** As {@code listed} alone: the entry that the register gets, and what becomes of a claim. */
    private static Knob listed(String key, String more, String after) {
        String entry = "{id: tests, title: Generated test code, kind: scenario";
        return new Knob(
                "exception.listed." + key,
                MERGED,
                "  listed: [" + entry + "}]",
                "  listed: [" + entry + ", " + more + "}]",
                "ai-",
                key.equals("conditions.separate-patch")
                        ? KnobPostings::claimedInTheCover
                        : () -> Posted.single(RELYING),
                "ai-declared=info",
                after);
    }

    private static final String FAILED = "ai-declared=violation ai-exception-unlisted=info";

    private static final String EXPIRED = "ai-declared=violation ai-exception-expired=warning";

    static final List<Knob> ALL = List.of(
            new Knob(
                    "dco.required",
                    GENERIC,
                    "required: true",
                    "required: false",
                    "dco-sob-missing",
                    () -> Posted.single("Why."),
                    "dco-sob-missing=violation",
                    ""),
            new Knob(
                    "dco.author-match",
                    GENERIC,
                    "author-match: either",
                    "author-match: address",
                    "dco-sob-author-mismatch",
                    () -> Posted.single("Why.\n\nSigned-off-by: Ann Dev <ann@home.example>"),
                    "",
                    "dco-sob-author-mismatch=violation"),
            new Knob(
                    "dco.author-match",
                    GENERIC,
                    "author-match: either",
                    "author-match: name",
                    "dco-sob-author-mismatch",
                    () -> Posted.single("Why.\n\nSigned-off-by: Hanna Q <ann@example.org>"),
                    "",
                    "dco-sob-author-mismatch=violation"),
            new Knob(
                    "dco.relay-senders",
                    GENERIC,
                    "relay-senders: []",
                    "relay-senders: [ann@example.org]",
                    "dco-sob-sender-missing",
                    () -> Posted.single("From: " + BOB + "\n\nWhy.\n\nSigned-off-by: " + BOB),
                    "dco-sob-sender-missing=warning",
                    ""),
            new Knob(
                    "dco.placeholders",
                    GENERIC,
                    "placeholders: [YOUR NAME, ",
                    "placeholders: [Ann Dev, YOUR NAME, ",
                    "dco-sob-anonymous",
                    () -> Posted.single("Why.\n\n" + Posted.SIGNED),
                    "",
                    "dco-sob-anonymous=warning"),
            new Knob(
                    "series.settle",
                    GENERIC,
                    "settle: PT60M",
                    "settle: PT3H",
                    "series-incomplete",
                    () -> Posted.assembled(List.of(
                            KnobPostings.part(1, "[PATCH 1/3]", "x"), KnobPostings.part(3, "[PATCH 3/3]", "y"))),
                    "series-incomplete=info",
                    ""),
            new Knob(
                    "series.cover-wait",
                    GENERIC,
                    "cover-wait: PT30M",
                    "cover-wait: PT3H",
                    "series-cover-missing",
                    () -> Posted.assembled(List.of(
                            KnobPostings.part(1, "[PATCH 1/2]", "x"), KnobPostings.part(2, "[PATCH 2/2]", "y"))),
                    "series-cover-missing=warning",
                    ""),
            new Knob(
                    "series.pull-exempt",
                    GENERIC,
                    "subject-*, ",
                    "",
                    "subject-trailing-dot",
                    () -> Posted.assembled(
                            List.of(KnobPostings.pullLetter(), KnobPostings.part(2, "[PULL 1/1]", "stop it."))),
                    "",
                    "subject-trailing-dot=info"),
            new Knob(
                    "content.spdx-suffixes",
                    MERGED,
                    "spdx-suffixes: [.c, ",
                    "spdx-suffixes: [",
                    "newfile-no-spdx",
                    KnobPostings::newFile,
                    "newfile-no-spdx=warning",
                    ""),
            new Knob(
                    "content.generated-paths",
                    MERGED,
                    "generated-paths: [",
                    "generated-paths: [hw/net/*.c, ",
                    "generated-unacknowledged",
                    KnobPostings::newFile,
                    "",
                    "generated-unacknowledged=info"),
            new Knob(
                    "content.imported-paths",
                    MERGED,
                    "imported-paths: [",
                    "imported-paths: [hw/net/, ",
                    "newfile-no-spdx",
                    KnobPostings::newFile,
                    "newfile-no-spdx=warning",
                    ""),
            new Knob(
                    "content.binary-max",
                    MERGED,
                    "binary-max: 64KiB",
                    "binary-max: 1KiB",
                    "binary-blob",
                    KnobPostings::binary,
                    "",
                    "binary-blob=info"),
            new Knob(
                    "names.tracker",
                    MERGED,
                    "tracker: gitlab.com/qemu-project/qemu",
                    "tracker: none",
                    "resolves-not-gitlab",
                    () -> Posted.single("Why.\n\nResolves: https://bugs.example.org/7\n" + Posted.SIGNED),
                    "resolves-not-gitlab=info",
                    ""),
            new Knob(
                    "names.stable",
                    MERGED,
                    "stable: qemu-stable@nongnu.org",
                    "stable: stable@vger.kernel.org",
                    "stable-cc-malformed",
                    () -> Posted.single("Why.\n\nCc: stable@vger.kernel.org\n" + Posted.SIGNED),
                    "stable-cc-malformed=warning",
                    ""),
            new Knob(
                    "names.main-list",
                    MERGED,
                    "main-list: qemu-devel@nongnu.org",
                    "main-list: none",
                    "route-not-qemu-devel",
                    () -> KnobPostings.addressed("qemu-block@nongnu.org", "Block layer <qemu-block.nongnu.org>"),
                    "route-not-qemu-devel=warning",
                    ""),
            new Knob(
                    "names.trivial",
                    MERGED,
                    "trivial: qemu-trivial@nongnu.org",
                    "trivial: none",
                    "trivial-too-large",
                    () -> KnobPostings.addressed("qemu-trivial@nongnu.org", "Devel <devel.lists.example.org>"),
                    "trivial-too-large=info",
                    ""),
            new Knob(
                    "rules.severity",
                    MERGED,
                    "\nrules:\n",
                    "\nrules:\n  dco-sob-missing: {severity: info}\n",
                    "dco-sob-missing",
                    () -> Posted.single("Why."),
                    "dco-sob-missing=violation",
                    "dco-sob-missing=info"),
            new Knob(
                    "rules.when-rfc",
                    GENERIC,
                    "when-rfc: warning",
                    "when-rfc: info",
                    "dco-sob-missing",
                    () -> Posted.assembled(List.of(
                            Posted.mail(Posted.fields(1, "[RFC PATCH] hw/net/frob: x"), Posted.patchText("Why.")))),
                    "dco-sob-missing=warning",
                    "dco-sob-missing=info"),
            new Knob(
                    "rules.min-date",
                    MERGED,
                    "\nrules:\n",
                    "\nrules:\n  dco-sob-missing: {min-date: 2026-01-12T10:15:01Z}\n",
                    "dco-sob-missing",
                    () -> Posted.single("Why."),
                    "dco-sob-missing=violation",
                    ""),
            new Knob(
                    "rules.enabled",
                    MERGED,
                    "\nrules:\n",
                    "\nrules:\n  dco-sob-missing: {enabled: false}\n",
                    "dco-sob-missing",
                    () -> Posted.single("Why."),
                    "dco-sob-missing=violation",
                    ""),
            new Knob(
                    "exception.mode",
                    PROPOSED,
                    "mode: named-granter",
                    "mode: case-by-case",
                    "ai-exception-",
                    () -> KnobPostings.granted(BOB),
                    "ai-exception-unconfirmed=info",
                    "ai-exception-unsupported=info"),
            new Knob(
                    "exception.trailer",
                    PROPOSED,
                    "trailer: AI-exception-granted-by",
                    "trailer: AI-exception-by",
                    "ai-exception-",
                    () -> KnobPostings.granted(BOB),
                    "ai-exception-unconfirmed=info",
                    "ai-exception-unsupported=info"),
            new Knob(
                    "exception.self-grant",
                    PROPOSED,
                    "self-grant: refused",
                    "self-grant: any",
                    "ai-exception-",
                    () -> KnobPostings.granted("Ann Dev <ann@example.org>"),
                    "ai-exception-self=violation",
                    "ai-exception-unconfirmed=info"),
            new Knob(
                    "exception.granter-roles",
                    PROPOSED,
                    "granter-roles: [M]",
                    "granter-roles: [M, R]",
                    "ai-exception-",
                    () -> KnobPostings.granted("Rob R <rob@example.org>"),
                    "ai-exception-not-maintainer=warning",
                    "ai-exception-unconfirmed=info"),
            new Knob(
                    "exception.confirmation",
                    PROPOSED,
                    "confirmation: own-mail",
                    "confirmation: none",
                    "ai-",
                    () -> KnobPostings.granted(BOB),
                    "ai-declared=violation ai-exception-unconfirmed=info ai-second-opinion-open=info",
                    "ai-declared=info"),
            new Knob(
                    "exception.second-opinion",
                    PROPOSED,
                    "second-opinion: required",
                    "second-opinion: off",
                    "ai-second-opinion-open",
                    () -> Posted.single("Why.\n\nAssisted-by: LLM\n" + Posted.SIGNED),
                    "ai-second-opinion-open=info",
                    ""),
            new Knob(
                    "exception.listed",
                    MERGED,
                    "  listed: []",
                    "  listed: [{id: tests, title: Generated test code, kind: scenario}]",
                    "ai-",
                    () -> Posted.single(RELYING),
                    "ai-declared=violation",
                    "ai-declared=info"),
            listed("valid-from", "valid-from: 2026-01-12T10:15:01Z", EXPIRED),
            listed("valid-until", "valid-until: 2026-01-12T10:15:00Z", EXPIRED),
            listed("conditions.paths", "conditions: {paths: [docs/]}", FAILED),
            listed("conditions.excluded-paths", "conditions: {excluded-paths: [hw/]}", FAILED),
            listed("conditions.max-changed-lines", "conditions: {max-changed-lines: 1}", FAILED),
            listed("conditions.required-words", "conditions: {required-words: [rely]}", FAILED),
            listed("conditions.separate-patch", "conditions: {separate-patch: true}", FAILED));

    @TestFactory
    Stream<DynamicTest> eachChangesWhatIsFound(@TempDir Path folder) {
        return IntStream.range(0, ALL.size())
                .mapToObj(number -> dynamicTest(ALL.get(number).path(), () -> {
                    Knob knob = ALL.get(number);
                    ConfFolder conf = ConfFolder.small(fresh(folder, number));
                    prepare(conf, knob);

                    assertThat(told(conf, knob)).as("before").isEqualTo(knob.before());
                    conf.edit(knob.file(), knob.from(), knob.to());
                    assertThat(told(conf, knob)).as("after").isEqualTo(knob.after());
                }));
    }

    private static Path fresh(Path folder, int number) throws IOException {
        return Files.createDirectory(folder.resolve("knob-" + number));
    }

    /** People read the old text until yesterday; how long that excuses them is a knob, too. */
    @Test
    void theGraceDecidesHowLongWhatIsNewIsNotTold(@TempDir Path folder) {
        ConfFolder conf = ConfFolder.small(folder);
        Map<String, String> fields = Posted.fields(1, "[PATCH] hw/net/frob: x");
        fields.put("Date", "Thu, 02 Jul 2026 12:00:00 +0000");
        Series series = Posted.assembled(List.of(Posted.mail(
                fields,
                Posted.patchText("Why.\n\nAssisted-by: Toolname:x-1\n" + Posted.SIGNED),
                Instant.parse("2026-07-02T12:00:00Z"))));

        assertThat(Judge.judge(series, kernel(conf), true).spoken()).isEmpty();
        conf.edit("policies/linux/2026-04.yaml", "grace: P7D", "grace: P1D");
        assertThat(Judge.judge(series, kernel(conf), true).spoken())
                .extracting(Finding::rule)
                .containsExactly(RuleBook.AI_TRAILER_FORMAT);
    }

    private static Judge.Terms kernel(ConfFolder conf) {
        return new Judge.Terms(
                conf.load().policies(),
                new Policies.Following.Timeline("linux", new ProfileId("generic/dco")),
                Optional.empty(),
                Posted.loud("generic/dco").weights());
    }

    private static void prepare(ConfFolder conf, Knob knob) {
        if (knob.path().startsWith("exception.listed.")) {
            conf.edit(MERGED, "  listed: []", knob.from());
        }
        conf.edit(
                EVIDENCE,
                "exception: [AI-exception-granted-by]",
                "exception: [AI-exception-granted-by, AI-exception-by]");
    }

    private static String told(ConfFolder conf, Knob knob) {
        Policies policies = conf.load().policies();
        String id = (knob.file().equals(GENERIC) ? MERGED : knob.file()).replaceAll("policies/|\\.yaml", "");
        Profile profile = policies.find(new ProfileId(id)).orElseThrow();
        Map<RuleId, Weight> weights = new HashMap<>();
        RuleBook.entries().forEach(rule -> weights.put(rule.id(), Weight.REPLY));
        Judge.Terms terms = new Judge.Terms(
                        policies, new Policies.Following.Pin(profile.id()), Optional.empty(), weights)
                .knowing(new Known(
                        People.NONE,
                        Maintainers.read(FILES, FILES.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        new Receiver(Optional.empty(), Set.of(), Optional.empty())));
        Series series = knob.posting().get();
        Instant ripeAt = Ripeness.ripeAt(
                series, profile.waits().coverWait(), profile.waits().settle(), Duration.ofMinutes(10));
        boolean ripe = !Posted.NOW.plus(Duration.ofHours(2)).isBefore(ripeAt);
        return Judge.judge(series, terms, ripe).findings().stream()
                .filter(found -> found.rule().value().startsWith(knob.rules()))
                .map(found -> found.rule() + "=" + found.severity().word())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
