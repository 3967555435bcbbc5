package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.judgement;
import static org.triaged.store.Sample.reply;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.silent;
import static org.triaged.store.Sample.speak;
import static org.triaged.store.Sample.verdict;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.policy.Finding;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.triage.Demotion;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings.Dismissal;
import org.triaged.triage.Findings.Kind;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Restraint;
import org.triaged.triage.ToldFinding;

class H2FindingsTest {

    private static final RuleId RULE = new RuleId("dco-sob-missing");

    @TempDir
    private Path folder;

    private TestStore store;

    private int rows;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        store.change("INSERT INTO policy_profile (profile, sha256, content_sha256, stance, exceptions, first_used)"
                + " VALUES ('p/1', 'x', 'x', 'forbid', 'none', CURRENT_TIMESTAMP)");
    }

    @AfterEach
    void close() {
        assertThat(store.database().firstBrokenAudit()).isEmpty();
        store.close();
    }

    @Test
    void aDismissalIsARowBesideTheFindingAndOneOfTheAudit() {
        FindingId finding = answered("one");
        assertThat(store.database()
                        .findings("carol", InstantSource.fixed(NOW.plusSeconds(60)))
                        .dismiss(finding, Kind.OVERRIDE, "the list lets it pass", Optional.of(id("thread"))))
                .contains(new Dismissal(Optional.empty()));
        assertThat(store.rows("SELECT finding, rule, told, report, dismissed_as, dismissed_by, dismissed_because,"
                        + " dismissed_proof FROM findings WHERE dismissed_as IS NOT NULL"))
                .containsExactly(finding
                        + " dco-sob-missing true T-one override carol the list lets it pass thread@example.org");
        assertThat(store.rows("SELECT actor, action, object_kind, object_id, list, reason, proof, said FROM audit_log"
                        + " WHERE action = 'dismissed'"))
                .containsExactly("carol dismissed finding " + finding
                        + " devel override thread@example.org the list lets it pass");
    }

    @Test
    void whatIsNotThereOrWasDismissedBeforeIsNotDismissed() {
        FindingId finding = answered("one");
        assertThat(dismiss(new FindingId(finding.judgement(), 7), NOW)).isEmpty();
        assertThat(dismiss(new FindingId(finding.judgement() + 1, 0), NOW)).isEmpty();
        assertThat(dismiss(finding, NOW)).isPresent();
        assertThat(dismiss(finding, NOW)).isEmpty();
        assertThat(store.rows("SELECT COUNT(*) FROM audit WHERE action = 'dismissed'"))
                .containsExactly("1");
    }

    @Test
    void whatAProfileInTheShadowFoundCannotBeDismissed() {
        FindingId finding = answered("one");
        store.change("UPDATE judgement SET reason = 'shadow', differs = TRUE, decision = 'silent', cause = 'shadow'");
        assertThat(dismiss(finding, NOW)).isEmpty();
    }

    @Test
    void theSameFactInAnotherVersionOfThePatchIsRestrainedAndNoOther() {
        FindingId finding = answered("one");
        dismiss(finding, NOW);
        long again = seriesRow(store, patch("again").inVersion(2));
        sameDiff("again", "one");
        long other = seriesRow(store, patch("other").inVersion(2));
        Finding missing = judgement(id("again")).findings().get(0);
        Finding declared = judgement(id("again")).findings().get(1);
        assertThat(restraints(again, missing, declared))
                .isEqualTo(
                        Map.of(missing, new Restraint(Restraint.Cause.DISMISSED_BEFORE, finding + ", false-positive")));
        assertThat(restraints(other, judgement(id("other")).findings().get(0))).isEmpty();
        assertThat(store.seriesBook().restraints("another", again, List.of(missing)))
                .as("on another list")
                .isEmpty();
    }

    @Test
    void whatIsAboutTheSeriesIsKnownByAllItsPatches() {
        Finding ofSeries =
                new Finding(RULE, Severity.WARNING, Weight.REPLY, Optional.empty(), Optional.empty(), "", "", "");
        long series = seriesRow(store, patch("p1").part(1, 2), patch("p2").part(2, 2));
        store.seriesBook()
                .judged(new org.triaged.triage.SeriesBook.Verdict(
                        series,
                        LIST,
                        judgement(id("p1")).with(List.of(ofSeries)),
                        org.triaged.triage.SeriesBook.Reason.FIRST,
                        silent("before-start"),
                        Optional.empty(),
                        NOW,
                        List.of()));
        dismiss(newest(), NOW);
        assertThat(restraints(series, ofSeries)).hasSize(1);
        long more = seriesRow(store, patch("p1v2").part(1, 2), patch("p3").part(2, 2));
        sameDiff("p1v2", "p1");
        assertThat(restraints(more, ofSeries)).isEmpty();
        sameDiff("p3", "p2");
        assertThat(restraints(more, ofSeries)).hasSize(1);
    }

    @Test
    void aReplyKnowsWhatOfItWasDismissedAndWhoseRuleWasDemoted() {
        FindingId finding = answered("one");
        Outbox.Row row = row("one");
        assertThat(store.outbox().told(row))
                .containsExactly(new ToldFinding(finding, RULE, Optional.of(id("one")), false, false));
        dismiss(finding, NOW);
        assertThat(store.outbox().told(row))
                .containsExactly(new ToldFinding(finding, RULE, Optional.of(id("one")), true, false));
        falsePositives(2, NOW);
        assertThat(store.outbox().told(row))
                .containsExactly(new ToldFinding(finding, RULE, Optional.of(id("one")), true, true));
    }

    @Test
    void whatAnAdminSetAsideIsNotSettledInALaterVersion() {
        FindingId finding = answered("one");
        var later = Sample.series(patch("two").inVersion(2));
        var following = new org.triaged.series.Series(
                later.root(),
                later.title(),
                later.sender(),
                2,
                Optional.empty(),
                1,
                Optional.empty(),
                later.patches(),
                false,
                false,
                false,
                Optional.of(id("one")),
                Optional.empty(),
                List.of(),
                org.triaged.series.Kin.NONE);
        assertThat(store.seriesBook().earlier(LIST, following).orElseThrow().spoken())
                .hasSize(1);
        dismiss(finding, NOW);
        assertThat(store.seriesBook().earlier(LIST, following).orElseThrow().spoken())
                .isEmpty();
    }

    @Test
    void threeFalsePositivesWithinThirtyDaysDemoteARuleOnItsList() {
        Instant first = NOW.minus(Duration.ofDays(30));
        assertThat(falsePositives(1, first.minusSeconds(1))).isEmpty();
        assertThat(falsePositives(1, first)).isEmpty();
        assertThat(falsePositives(1, NOW)).as("two within thirty days").isEmpty();
        Optional<Demotion> demoted = falsePositives(1, NOW);
        assertThat(demoted)
                .contains(new Demotion(LIST, RULE, "false-positives", "3 false positives within 30 days", NOW));
        assertThat(store.rows("SELECT list, rule, cause, said, holds FROM rule_standing"))
                .containsExactly("devel dco-sob-missing false-positives 3 false positives within 30 days true");
        assertThat(store.rows("SELECT actor, object_kind, object_id, list, reason FROM audit WHERE action ="
                        + " 'rule-demoted'"))
                .containsExactly("daemon rule dco-sob-missing devel false-positives");
        assertThat(falsePositives(1, NOW)).as("once").isEmpty();
    }

    @Test
    void overridesAndSettledOnesAndOtherRulesAndListsDemoteNobody() {
        for (int i = 0; i < 5; i++) {
            assertThat(store.database()
                            .findings("carol", InstantSource.fixed(NOW))
                            .dismiss(
                                    told("dco-sob-missing", NOW),
                                    i % 2 == 0 ? Kind.OVERRIDE : Kind.SETTLED,
                                    "so",
                                    none()))
                    .contains(new Dismissal(Optional.empty()));
        }
        falsePositives(2, NOW);
        assertThat(dismiss(told("ai-declared", NOW), NOW).orElseThrow().demoted())
                .isEmpty();
        FindingId elsewhere = told("dco-sob-missing", NOW);
        store.change("UPDATE series SET list = 'other' WHERE id = (SELECT MAX(id) FROM series)");
        assertThat(dismiss(elsewhere, NOW).orElseThrow().demoted()).isEmpty();
    }

    @Test
    void underNinetyFivePercentOfTheLastTwentyDemoteARule() {
        Instant old = NOW.minus(Duration.ofDays(40));
        dismiss(told("dco-sob-missing", old), old);
        FindingId second = told("dco-sob-missing", NOW);
        tell(17);
        assertThat(dismiss(second, NOW).orElseThrow().demoted())
                .as("two of nineteen, and nobody counts")
                .isEmpty();
        assertThat(spoken("twentieth"))
                .containsExactly(new Demotion(
                        LIST, RULE, "precision", "2 of its last 20 findings that were told are false positives", NOW));
    }

    @Test
    void ninetyFivePercentAreEnoughAndOlderFindingsDoNotCount() {
        Instant old = NOW.minus(Duration.ofDays(40));
        dismiss(told("dco-sob-missing", old), old);
        FindingId second = told("dco-sob-missing", NOW);
        tell(19);
        assertThat(dismiss(second, NOW).orElseThrow().demoted())
                .as("one of the last twenty, and one before")
                .isEmpty();
        assertThat(spoken("next")).as("none of the last twenty").isEmpty();
    }

    @Test
    void whatStoodInNoMailDoesNotCountForPrecision() {
        Instant old = NOW.minus(Duration.ofDays(40));
        dismiss(told("dco-sob-missing", old), old);
        FindingId second = told("dco-sob-missing", NOW);
        tell(18);
        store.change("UPDATE judgement SET decision = 'silent', cause = 'too-old' WHERE id = (SELECT MAX(id) FROM"
                + " judgement)");
        assertThat(dismiss(second, NOW).orElseThrow().demoted()).isEmpty();
        store.change("UPDATE finding SET spoken = FALSE WHERE judgement = (SELECT MAX(id) FROM judgement)");
        store.change("UPDATE judgement SET decision = 'reply', cause = NULL");
        assertThat(spoken("twentieth"))
                .as("that one makes twenty")
                .extracting(Demotion::cause)
                .containsExactly("precision");
    }

    @Test
    void aDemotedRuleIsRestrainedUntilItIsRestoredWithFiguresThatBeginAnew() {
        falsePositives(3, NOW);
        long series = seriesRow(store, patch("new"));
        Finding missing = judgement(id("new")).findings().get(0);
        assertThat(restraints(series, missing))
                .isEqualTo(Map.of(
                        missing, new Restraint(Restraint.Cause.RULE_DEMOTED, "3 false positives within 30 days")));
        assertThat(restraints(series, missing.weighing(Weight.RECORD)))
                .as("what would not be told anyway")
                .isEmpty();
        Instant later = NOW.plusSeconds(60);
        assertThat(restore("no-such-rule", later)).isFalse();
        assertThat(restore("dco-sob-missing", later)).isTrue();
        assertThat(restore("dco-sob-missing", later)).isFalse();
        assertThat(restraints(series, missing)).isEmpty();
        assertThat(store.rows("SELECT actor, object_id, list, said FROM audit_log WHERE action = 'rule-restored'"))
                .containsExactly("carol dco-sob-missing devel mended");
        assertThat(falsePositives(2, later.plusSeconds(1))).isEmpty();
        assertThat(falsePositives(1, later.plusSeconds(2))).isPresent();
    }

    @Test
    void precisionIsCountedByFindingMonthAndKind() {
        dismiss(told("dco-sob-missing", NOW), NOW);
        store.database()
                .findings("carol", InstantSource.fixed(NOW))
                .dismiss(told("dco-sob-missing", NOW), Kind.OVERRIDE, "so", none());
        store.database()
                .findings("carol", InstantSource.fixed(NOW))
                .dismiss(told("dco-sob-missing", NOW), Kind.SETTLED, "so", none());
        tell(1);
        told("dco-sob-missing", NOW.minus(Duration.ofDays(31)));
        int posted = rows;
        told("ai-declared", NOW);
        store.change("UPDATE series SET previous_root = 's" + posted + "' WHERE root = 's" + rows + "'");
        assertThat(store.rows("SELECT list, rule, in_year, in_month, spoken, false_positives, overrides,"
                        + " settled_by_admin, settled_next, percent_right FROM rule_precision ORDER BY rule, in_month"))
                .containsExactly(
                        "devel ai-declared 2026 11 1 0 0 0 0 100.0",
                        "devel dco-sob-missing 2026 10 1 0 0 0 1 100.0",
                        "devel dco-sob-missing 2026 11 4 1 1 1 0 75.0");
    }

    /** A series with one finding that its reply tells. */
    private FindingId answered(String name) {
        long series = seriesRow(store, patch(name));
        store.seriesBook()
                .judged(verdict(series, id(name), speak(reply("T-" + name, id(name), 1, id(name)), ReplyState.READY)));
        return newest();
    }

    private List<Demotion> spoken(String name) {
        long series = seriesRow(store, patch(name));
        return store.seriesBook()
                .judged(verdict(series, id(name), speak(reply("T-" + name, id(name), 1, id(name)), ReplyState.READY)));
    }

    private FindingId newest() {
        return FindingId.of(store.rows("SELECT finding FROM findings ORDER BY judgement DESC, place")
                        .get(0))
                .orElseThrow();
    }

    private Outbox.Row row(String name) {
        return store.outbox()
                .find(reply("T-" + name, id(name), 1, id(name)).messageId())
                .orElseThrow();
    }

    private Map<Finding, Restraint> restraints(long series, Finding... findings) {
        return store.seriesBook().restraints(LIST, series, List.of(findings));
    }

    private Optional<Dismissal> dismiss(FindingId finding, Instant at) {
        return store.database()
                .findings("carol", InstantSource.fixed(at))
                .dismiss(finding, Kind.FALSE_POSITIVE, "the line is there", none());
    }

    private boolean restore(String rule, Instant at) {
        return store.database().findings("carol", InstantSource.fixed(at)).restore(rule, LIST, "mended");
    }

    /** As when a patch is sent again with another message. */
    private void sameDiff(String name, String as) {
        store.change("UPDATE patch SET diff_sha256 = (SELECT p.diff_sha256 FROM patch p JOIN mail m ON m.id = p.mail"
                + " WHERE m.known_as = '" + id(as).value() + "') WHERE mail = (SELECT id FROM mail WHERE known_as = '"
                + id(name).value() + "')");
    }

    /** What the last one led to. */
    private Optional<Demotion> falsePositives(int count, Instant at) {
        Optional<Demotion> demoted = Optional.empty();
        for (int i = 0; i < count; i++) {
            demoted = dismiss(told("dco-sob-missing", at), at).orElseThrow().demoted();
        }
        return demoted;
    }

    private void tell(int count) {
        for (int i = 0; i < count; i++) {
            told("dco-sob-missing", NOW);
        }
    }

    /** A finding of a patch like no other, that stood in a mail. */
    private FindingId told(String rule, Instant at) {
        rows++;
        String stamp = "TIMESTAMP WITH TIME ZONE '" + at + "'";
        store.change("INSERT INTO series (list, root, title, title_key, version, total, seen, pull, resend, partial)"
                + " VALUES ('devel', 's" + rows + "', 't', 't', 1, 1, 1, FALSE, FALSE, FALSE)");
        store.change("INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen,"
                + " parts_total, input_sha256, engine, evidence_table, speaks, decision, judged_at)"
                + " SELECT MAX(id), 'p/1', 'x', " + stamp + ", 'first', 'ours', 1, 1, 'x', 'x', 'x', TRUE, 'reply', "
                + stamp + " FROM series");
        store.change(
                "INSERT INTO finding (judgement, place, rule, severity, weight, spoken, evidence, trailer_key, note,"
                        + " change_sha256) SELECT MAX(id), 0, '" + rule
                        + "', 'violation', 'reply', TRUE, '', '', '', 'change" + rows + "' FROM judgement");
        store.change(
                "INSERT INTO reply (report, message_id, list, root, version, kind, judgement, anchor, anchor_arrival,"
                        + " mode, state, sha256, sender, recipients, attempts, next_at, server_line, reason, composed_at,"
                        + " changed_at) SELECT 'T-told' || MAX(id), 'told' || MAX(id), 'devel', 's" + rows
                        + "', 1, 'reply', MAX(id), 's" + rows + "', " + stamp + ", 'live', 'SEEN', 'x', '', '', 1, "
                        + stamp
                        + ", '', '', " + stamp + ", " + stamp + " FROM judgement");
        return newest();
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
