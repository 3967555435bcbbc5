package org.triaged.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.mail.Envelope;
import org.triaged.series.ListMail;
import org.triaged.series.Series;

class JudgeTest {

    private static final String EXCEPTIONS = "qemu/2025-09-exceptions";

    private static final RuleId MISSING = new RuleId("dco-sob-missing");

    private static final String DECLARED = "Why.\n\nAssisted-by: LLM\n" + Posted.SIGNED;

    private static final Skipped NO_MAINTAINERS =
            new Skipped(new RuleId("route-no-maintainer"), "no MAINTAINERS file is configured");

    @Test
    void anUnclearScopeIsHeardByNobody() {
        Series series = posted("util/frob.c", "linux-kernel@vger.kernel.org");
        Judgement judgement = Judge.judge(series, scoped(Posted.terms(EXCEPTIONS, Weight.REPLY)), true);

        assertThat(judgement.scope()).isEqualTo(Scope.UNCLEAR);
        assertThat(judgement.findings()).extracting(Finding::weight).containsOnly(Weight.RECORD);
        assertThat(judgement.speaks()).isFalse();
    }

    @Test
    void aForeignSeriesHasOneFindingAndNoClaims() {
        Series series = posted("drivers/net/frob.c", "");
        Judgement judgement = Judge.judge(series, scoped(Posted.terms(EXCEPTIONS, Weight.REPLY)), true);

        assertThat(judgement.findings()).extracting(Finding::rule).containsExactly(RuleBook.SCOPE_FOREIGN);
        assertThat(judgement.claims()).isEmpty();
        assertThat(judgement.speaks()).isFalse();
    }

    @Test
    void ourOwnSeriesHasEveryOtherFinding() {
        Judgement judgement =
                Judge.judge(posted("hw/net/frob.c", ""), scoped(Posted.terms(EXCEPTIONS, Weight.REPLY)), true);

        assertThat(judgement.findings())
                .extracting(Finding::rule)
                .containsExactly(MISSING, RuleBook.AI_DECLARED, new RuleId("ai-exception-unsupported"));
        assertThat(judgement.speaks()).isTrue();
    }

    /** The driver for another tree is posted beside the device: what is found in it is nobody's business here. */
    @Test
    void aPatchForAnotherTreeAmongOursIsHeardByNobody() {
        Series series = Posted.assembled(List.of(
                part(1, Posted.diff("hw/net/frob.c")),
                part(2, Posted.diff("drivers/net/frob.c") + Posted.diff("include/uapi/frob.h"))));
        Judge.Terms terms = scoped(Posted.terms(EXCEPTIONS, Weight.REPLY));
        Judgement judgement = Judge.judge(series, terms, true);

        assertThat(judgement.scope()).isEqualTo(Scope.OURS);
        assertThat(judgement.findings())
                .filteredOn(found -> found.rule().equals(MISSING))
                .extracting(found -> found.number().orElseThrow(), Finding::weight)
                .containsExactly(tuple(1, Weight.REPLY), tuple(2, Weight.RECORD));
        assertThat(Judge.judge(series, terms.within(Optional.of(Scope.OURS)), true)
                        .findings())
                .filteredOn(found -> found.rule().equals(MISSING))
                .extracting(Finding::weight)
                .containsExactly(Weight.REPLY, Weight.REPLY);
    }

    private static ListMail part(int number, String diff) {
        Map<String, String> fields = Posted.fields(number, "[PATCH " + number + "/2] hw/net/frob: part " + number);
        fields.put("In-Reply-To", number == 1 ? "" : "<20260112101500.4711-1-ann@example.org>");
        return Posted.mail(fields, "Why.\n---\n\n" + diff);
    }

    @Test
    void aRuleThatIsOffDoesNotRunAndOneWithoutALineIsRecorded() {
        Series series = Posted.single("Why.");
        Judge.Terms without = new Judge.Terms(
                Posted.CONF.policies(),
                new Policies.Following.Pin(new ProfileId(EXCEPTIONS)),
                Optional.empty(),
                Map.of());

        assertThat(Judge.judge(series, Posted.terms(EXCEPTIONS, Weight.OFF), true)
                        .findings())
                .isEmpty();
        assertThat(Judge.judge(series, without, true).findings())
                .extracting(Finding::weight)
                .containsExactly(Weight.RECORD);
        assertThat(Judge.judge(series, without, true).speaks()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PATCH, VIOLATION", "RFC PATCH, WARNING", "PATCH RFC v2, WARNING", "rfc, WARNING"})
    void anRfcMayComeWithoutASignOff(String tag, Severity severity) {
        Series series = Posted.assembled(
                List.of(Posted.mail(Posted.fields(1, "[" + tag + " 1/1] frob: x"), Posted.patchText("Why."))));

        assertThat(Posted.judged(series, EXCEPTIONS).findings())
                .extracting(Finding::severity)
                .containsExactly(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-12T10:29:59Z, 2026-01-12T10:29:59Z",
        "2026-01-05T10:30:00Z, 2026-01-05T10:30:00Z",
        "2026-01-05T10:29:59Z, 2026-01-12T10:30:00Z",
        "1970-01-01T00:00:00Z, 2026-01-12T10:30:00Z",
        "2026-01-12T10:30:01Z, 2026-01-12T10:30:00Z",
        "2027-01-01T00:00:00Z, 2026-01-12T10:30:00Z"
    })
    void theDateCountsWithinSevenDaysBeforeTheArrival(Instant date, Instant judging) {
        Envelope like = Posted.patch("Why.").envelope();
        Envelope mail = new Envelope(
                like.id(),
                false,
                like.subject(),
                like.from(),
                date,
                Posted.NOW,
                like.parents(),
                like.fields(),
                like.sha256());

        assertThat(JudgingDate.of(mail)).isEqualTo(judging);
    }

    @Test
    void theHeadOfASeriesChoosesTheProfileForAllOfIt() {
        Map<String, String> first = Posted.fields(1, "[PATCH 1/2] frob: x");
        first.put("Date", "Mon, 12 Jan 2026 10:00:00 +0000");
        Map<String, String> second = Posted.fields(2, "[PATCH 2/2] frob: y");
        second.put("In-Reply-To", "<20260112101500.4711-1-ann@example.org>");
        Series series = Posted.assembled(
                List.of(Posted.mail(second, Posted.patchText("Why.")), Posted.mail(first, Posted.patchText("Why."))));
        Instant boundary = Instant.parse("2026-01-12T10:10:00Z");

        Judgement judgement = Judge.judge(series, timeline(boundary, Duration.ZERO), true);

        assertThat(judgement.date()).isEqualTo(Instant.parse("2026-01-12T10:00:00Z"));
        assertThat(judgement.profile().id().value()).isEqualTo("p/old");
    }

    @Test
    void inGraceOnlyWhatTheOlderProfileFoundIsTold() {
        Series series = Posted.series("Why.", DECLARED);
        Instant sent = Instant.parse("2026-01-12T10:15:00Z");

        Judgement inGrace = Judge.judge(series, timeline(sent.minusSeconds(60), Duration.ofDays(7)), true);
        Judgement after = Judge.judge(series, timeline(sent.minusSeconds(60), Duration.ofSeconds(60)), true);

        assertThat(inGrace.profile().id().value()).isEqualTo("p/new");
        assertThat(inGrace.findings())
                .extracting(finding -> finding.rule().value(), Finding::weight)
                .containsExactly(tuple("dco-sob-missing", Weight.REPLY), tuple("ai-declared", Weight.RECORD));
        assertThat(after.findings()).extracting(Finding::weight).containsOnly(Weight.REPLY);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-01T00:00:00Z, generic/dco,             INFO,      false",
        "2025-06-23T23:59:59Z, generic/dco,             INFO,      false",
        "2025-06-24T00:00:00Z, qemu/2025-06-ban,        VIOLATION, false",
        "2025-07-01T00:00:00Z, qemu/2025-06-ban,        VIOLATION, true",
        "2025-09-21T23:59:59Z, qemu/2025-06-ban,        VIOLATION, true",
        "2025-09-22T00:00:00Z, qemu/2025-09-exceptions, VIOLATION, true",
        "2025-10-01T00:00:00Z, qemu/2025-09-exceptions, VIOLATION, true"
    })
    void aDeclaredPatchIsJudgedByThePolicyOfItsDay(Instant arrival, String profile, Severity severity, boolean speaks) {
        Judgement judgement = Judge.judge(arrived(DECLARED, arrival), shipped(), true);

        assertThat(judgement.profile().id().value()).isEqualTo(profile);
        assertThat(judgement.findings()).extracting(Finding::severity).containsExactly(severity);
        // The ban was news in its first week; when the exceptions came, it had asked for the same before.
        assertThat(judgement.speaks()).isEqualTo(speaks);
    }

    @ParameterizedTest
    @CsvSource({"2025-09-22T00:00:00Z, RECORD", "2025-09-28T23:59:59Z, RECORD", "2025-09-29T00:00:00Z, REPLY"})
    void aWeekLongTheExceptionsTellOnlyWhatTheBanFound(Instant arrival, Weight weight) {
        Map<ProfileId, Profile> profiles = new HashMap<>(Posted.CONF.policies().profiles());
        Profile deaf = without(RuleBook.AI_DECLARED, Posted.profile("qemu/2025-06-ban"));
        profiles.put(deaf.id(), deaf);
        Judge.Terms terms = new Judge.Terms(
                new Policies(profiles),
                shipped().following(),
                Optional.empty(),
                shipped().weights());

        assertThat(Judge.judge(arrived(DECLARED, arrival), terms, true).findings())
                .extracting(Finding::weight)
                .containsExactly(weight);
    }

    @Test
    void whatIsMissingIsUnknownUntilTheSeriesHasHadItsTime() {
        Map<String, String> fields = Posted.fields(1, "[PATCH 1/2] frob: x");
        Series series = Posted.assembled(List.of(Posted.mail(fields, Posted.patchText("Why.\n\n" + Posted.SIGNED))));
        RuleId incomplete = new RuleId("series-incomplete");

        Judgement early = Judge.judge(series, Posted.terms(EXCEPTIONS, Weight.REPLY), false);
        assertThat(early.skipped()).containsExactly(new Skipped(incomplete, "not ripe"), NO_MAINTAINERS);
        assertThat(early.findings()).isEmpty();

        Judgement ripe = Judge.judge(series, Posted.terms(EXCEPTIONS, Weight.REPLY), true);
        assertThat(ripe.skipped()).containsExactly(NO_MAINTAINERS);
        assertThat(ripe.findings()).extracting(Finding::rule).containsExactly(incomplete);
        assertThat(ripe.speaks()).isFalse();
        assertThat(Judge.judge(series, Posted.terms(EXCEPTIONS, Weight.OFF), false)
                        .skipped())
                .isEmpty();
    }

    @Test
    void aPinnedProfileHasNoGrace() {
        Judge.Terms timeline = timeline(Instant.parse("2026-01-12T10:14:00Z"), Duration.ofDays(7));
        Judge.Terms pinned = new Judge.Terms(
                timeline.policies(),
                new Policies.Following.Pin(new ProfileId("p/new")),
                Optional.empty(),
                timeline.weights());

        assertThat(Judge.judge(Posted.single(DECLARED), pinned, true).speaks()).isTrue();
        assertThat(Judge.judge(Posted.single(DECLARED), timeline, true).speaks())
                .isFalse();
    }

    @Test
    void theSameArgumentsGiveTheSameJudgement() {
        Judge.Terms terms = Posted.terms(EXCEPTIONS, Weight.REPLY);
        assertThat(Judge.judge(Posted.series("Why.", DECLARED), terms, true))
                .isEqualTo(Judge.judge(Posted.series("Why.", DECLARED), terms, true));
    }

    private static Series posted(String path, String cc) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] frob: x");
        fields.put("Cc", cc);
        ListMail mail = Posted.mail(
                fields, "Why.\n\nAI-exception-granted-by: Bob Q <bob@example.org>\n---\n\n" + Posted.diff(path));
        return Posted.assembled(List.of(mail));
    }

    @Test
    void aRuleJudgesNothingThatIsOlderThanItsFirstDate() {
        Series series = Posted.single("Why.");
        Instant date = JudgingDate.of(series.head().envelope());
        assertThat(since(date).findings()).extracting(Finding::rule).containsExactly(MISSING);
        assertThat(since(date.plusNanos(1)).findings()).isEmpty();
    }

    private static Judgement since(Instant date) {
        Profile model = Posted.profile(EXCEPTIONS);
        Profile dated = like(model, model.id(), Map.of(MISSING, date), Set.of());
        return Judge.judge(Posted.single("Why."), Posted.under(dated), true);
    }

    @Test
    void whatAProfileInTheShadowFindsIsRecorded() {
        Judge.Terms terms = Posted.terms("generic/dco", Weight.REPLY);
        Series series = Posted.single("Why.\n\nAssisted-by: Toolname:x-1\n" + Posted.SIGNED);

        Judgement shadow = Judge.judge(series, terms.shadowedBy(new ProfileId(EXCEPTIONS)), true);

        assertThat(shadow.profile().id()).isEqualTo(new ProfileId(EXCEPTIONS));
        assertThat(shadow.findings())
                .extracting(Finding::rule)
                .containsExactly(RuleBook.AI_DECLARED, RuleBook.AI_VENDOR_TRAILER);
        assertThat(shadow.findings()).extracting(Finding::weight).containsOnly(Weight.RECORD);
        assertThat(shadow.speaks()).isFalse();
    }

    private static Judge.Terms scoped(Judge.Terms terms) {
        return new Judge.Terms(terms.policies(), terms.following(), Optional.of(Posted.scope()), terms.weights());
    }

    /** Sign-offs alone until the boundary, generated content from then on. */
    private static Judge.Terms timeline(Instant boundary, Duration grace) {
        Profile old = dated("p/old", "generic/dco", Optional.empty(), Optional.of(boundary), Duration.ZERO);
        Profile young = dated("p/new", EXCEPTIONS, Optional.of(boundary), Optional.empty(), grace);
        Policies policies =
                new Policies(Stream.of(old, young).collect(Collectors.toMap(Profile::id, profile -> profile)));
        return new Judge.Terms(
                policies,
                new Policies.Following.Timeline("p", old.id()),
                Optional.empty(),
                Posted.terms(EXCEPTIONS, Weight.REPLY).weights());
    }

    private static Judge.Terms shipped() {
        return new Judge.Terms(
                Posted.CONF.policies(),
                new Policies.Following.Timeline("qemu", new ProfileId("generic/dco")),
                Optional.empty(),
                Posted.terms(EXCEPTIONS, Weight.REPLY).weights());
    }

    private static Series arrived(String message, Instant arrival) {
        Map<String, String> fields = Posted.fields(1, "[PATCH] frob: x");
        fields.put("Date", "");
        return Posted.assembled(List.of(Posted.mail(fields, Posted.patchText(message), arrival)));
    }

    private static Profile dated(
            String id, String like, Optional<Instant> from, Optional<Instant> until, Duration grace) {
        return like(Posted.profile(like), new ProfileId(id), from, until, grace, Map.of(), Set.of());
    }

    private static Profile without(RuleId rule, Profile model) {
        return like(model, model.id(), Map.of(), Set.of(rule));
    }

    private static Profile like(Profile model, ProfileId id, Map<RuleId, Instant> minDates, Set<RuleId> disabled) {
        return like(model, id, model.from(), model.until(), model.grace(), minDates, disabled);
    }

    private static Profile like(
            Profile model,
            ProfileId id,
            Optional<Instant> from,
            Optional<Instant> until,
            Duration grace,
            Map<RuleId, Instant> minDates,
            Set<RuleId> disabled) {
        return new Profile(
                id,
                model.hash(),
                model.content(),
                Profile.Status.ACTIVE,
                from,
                until,
                grace,
                model.document(),
                model.urls(),
                model.sections(),
                model.words(),
                model.dco(),
                model.ai(),
                model.exception(),
                model.waits(),
                model.names(),
                model.files(),
                model.pullExempt(),
                model.severities(),
                model.rfcSeverities(),
                minDates,
                disabled);
    }
}
