package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Breakers;
import org.triaged.triage.Breakers.Symptom;
import org.triaged.triage.Breakers.Tripped;
import org.triaged.triage.Tolerance;

/** Each condition that trips, with one less and with as much as it takes. */
class H2BreakersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final String LIST = "devel";

    @TempDir
    private Path folder;

    private TestStore store;

    private Breakers breakers;

    private int rows;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        breakers = store.database().breakers();
        store.change("INSERT INTO policy_profile (profile, sha256, content_sha256, stance, exceptions, first_used)"
                + " VALUES ('p/1', 'x', 'x', 'forbid', 'none', CURRENT_TIMESTAMP)");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void moreThanTenBecomeReadyInTenMinutes() {
        reply("READY", NOW.minus(Duration.ofMinutes(10)));
        for (int i = 0; i < 10; i++) {
            reply("SEEN", NOW.minusSeconds(60));
        }
        assertThat(symptom()).isEmpty();
        reply("READY", NOW);
        assertThat(symptom()).contains("too-many-ready");
    }

    @Test
    void threeRefusalsInARow() {
        attempt("FAILED", 1);
        attempt("SENT", 2);
        attempt("FAILED", 3);
        attempt("READY", 4);
        attempt("FAILED", 5);
        assertThat(symptom()).isEmpty();
        attempt("FAILED", 6);
        assertThat(symptom()).contains("refused");
    }

    @Test
    void oneRuleInMoreThanHalfOfTwentySeries() {
        judged(10, "a-rule");
        judged(9);
        assertThat(symptom()).as("nineteen say nothing").isEmpty();
        judged(1);
        assertThat(symptom()).as("ten of twenty").isEmpty();
        judged(9, "other", "more");
        judged(1);
        judged(1, "a-rule");
        assertThat(symptom()).as("nine of the last twenty, and other rules").isEmpty();
        judged(11, "a-rule");
        assertThat(symptom()).contains("one-rule");
    }

    @Test
    void whatWasThereBeforeUsDoesNotCount() {
        judged(20, "a-rule");
        store.change("UPDATE judgement SET cause = 'before-start', decision = 'silent'");
        assertThat(symptom()).isEmpty();
        store.change("UPDATE judgement SET cause = 'newer-version'");
        assertThat(symptom()).contains("one-rule");
    }

    @Test
    void findingsSpeakInMoreThanAFifthOfFiftySeries() {
        judged(5, "one");
        judged(5, "two");
        judged(39);
        judged(1, "three");
        assertThat(symptom()).as("eleven of fifty").contains("too-many-speak");
        assertThat(breakers.symptom(LIST, new Tolerance(10, 50, 22), NOW)).isEmpty();
        judged(1);
        assertThat(symptom()).as("ten of the last fifty").isEmpty();
    }

    @Test
    void fortyNineSeriesSayNothing() {
        judged(19, "one");
        judged(11);
        judged(9, "two");
        judged(10);
        assertThat(symptom()).isEmpty();
    }

    @Test
    void twoAutomaticAnswers() {
        reply("SEEN", NOW.minus(Duration.ofDays(3)));
        mail("auto", "away", "r1");
        mail("reply", "thanks", "r1");
        mail("auto", "bot", "somebody");
        assertThat(symptom()).isEmpty();
        mail("auto", "away-too", "r1");
        assertThat(symptom()).contains("automatic-answers");
    }

    @Test
    void threeLinterFailuresInADay() {
        held("linter:B4", NOW.minus(Duration.ofDays(1)));
        held("linter:B4", NOW.minusSeconds(9));
        held("linter:H3", NOW.minusSeconds(8));
        held("not seen after PT30M", NOW.minusSeconds(7));
        assertThat(symptom()).isEmpty();
        held("linter:H1", NOW.minusSeconds(6));
        assertThat(symptom()).contains("linter-failures");
    }

    @Test
    void twoInDoubtAtOnce() {
        reply("UNKNOWN", NOW.minus(Duration.ofHours(1)));
        assertThat(symptom()).isEmpty();
        reply("UNKNOWN", NOW.minus(Duration.ofHours(1)));
        assertThat(symptom()).contains("in-doubt");
    }

    @Test
    void twoBouncesOfTheListInADay() {
        bounce("list", NOW.minus(Duration.ofDays(1)));
        bounce("list", NOW.minusSeconds(1));
        bounce("author", NOW.minusSeconds(1));
        assertThat(symptom()).isEmpty();
        bounce("list", NOW);
        assertThat(symptom()).contains("list-bounces");
    }

    private void bounce(String verdict, Instant at) {
        rows++;
        store.change(
                "INSERT INTO bounce (account, folder, uid_validity, uid, sha256, arrival, recorded_at, verdict, list)"
                        + " VALUES ('a', 'f', 1, " + rows + ", 'x', " + stamp(at) + ", " + stamp(at) + ", '" + verdict
                        + "', 'devel')");
    }

    @Test
    void ourOwnMailThatReadsAsAPatch() {
        reply("SENT", NOW.minus(Duration.ofHours(1)));
        mail("reply", "r1", "anchor");
        assertThat(symptom()).isEmpty();
        store.change("UPDATE mail SET kind = 'patch'");
        assertThat(symptom()).contains("own-mail-as-patch");
    }

    @Test
    void anotherListHasItsOwnFigures() {
        reply("UNKNOWN", NOW);
        reply("UNKNOWN", NOW);
        assertThat(breakers.symptom("other", Tolerance.DEFAULT, NOW)).isEmpty();
    }

    @Test
    void figuresAreCountedAnewOnceAnAdminResumed() {
        reply("UNKNOWN", NOW);
        reply("UNKNOWN", NOW);
        judged(20, "a-rule");
        attempt("FAILED", 1);
        attempt("FAILED", 2);
        attempt("FAILED", 3);
        assertThat(breakers.trip(new Tripped(LIST, "in-doubt", "two", NOW))).isTrue();
        assertThat(breakers.trip(new Tripped(LIST, "refused", "three", NOW))).isFalse();
        assertThat(breakers.holding()).extracting(Tripped::cause).containsExactly("in-doubt");
        Instant later = NOW.plusSeconds(60);
        assertThat(breakers.resume("other", "admin", "looked", later)).isFalse();
        assertThat(breakers.resume(LIST, "admin", "looked", later)).isTrue();
        assertThat(breakers.resume(LIST, "admin", "looked", later)).isFalse();
        assertThat(breakers.holding()).isEmpty();
        assertThat(breakers.symptom(LIST, Tolerance.DEFAULT, later)).isEmpty();
        assertThat(store.rows("SELECT action, actor, list, reason, said FROM audit_log ORDER BY number"))
                .containsExactly(
                        "breaker-tripped daemon devel in-doubt two", "breaker-resumed admin devel in-doubt looked");
        assertThat(breakers.trip(new Tripped(LIST, "refused", "three", later))).isTrue();
        assertThat(store.rows("SELECT cause, holds FROM breaker_story ORDER BY tripped_at"))
                .containsExactly("in-doubt false", "refused true");
    }

    private Optional<String> symptom() {
        return breakers.symptom(LIST, Tolerance.DEFAULT, NOW).map(Symptom::cause);
    }

    private void held(String reason, Instant at) {
        reply("HELD", at);
        store.change("UPDATE reply SET reason = '" + reason + "' WHERE report = 'T-r" + rows + "'");
    }

    private void attempt(String outcome, int second) {
        reply("FAILED", NOW.minus(Duration.ofHours(2)));
        String at = stamp(NOW.minus(Duration.ofHours(1)).plusSeconds(second));
        store.change("INSERT INTO reply_attempt (reply, attempt, started_at, ended_at, outcome) SELECT id, 1, " + at
                + ", " + at + ", '" + outcome + "' FROM reply WHERE report = 'T-r" + rows + "'");
    }

    private void reply(String state, Instant at) {
        rows++;
        store.change(
                ("INSERT INTO reply (report, message_id, list, root, version, kind, anchor, anchor_arrival, mode, state, raw,"
                                + " sha256, sender, recipients, attempts, next_at, server_line, reason, composed_at, changed_at)"
                                + " VALUES ('T-r%1$d', 'r%1$d', 'devel', 'root%1$d', 1, 'reply', 'a', %2$s, 'live', '%3$s', X'00',"
                                + " '', '', '', 0, %2$s, '', '', %2$s, %2$s)")
                        .formatted(rows, stamp(at), state));
    }

    /** @param rules that speak in each of these series */
    private void judged(int series, String... rules) {
        for (int i = 0; i < series; i++) {
            rows++;
            store.change(
                    "INSERT INTO series (list, root, title, title_key, version, total, seen, pull, resend, partial)"
                            + " VALUES ('devel', 's" + rows + "', 't', 't', 1, 1, 1, FALSE, FALSE, FALSE)");
            store.change(
                    "INSERT INTO judgement (series, profile, profile_sha256, judging_date, reason, scope, parts_seen,"
                            + " parts_total, input_sha256, engine, evidence_table, speaks, decision, judged_at)"
                            + " SELECT MAX(id), 'p/1', 'x', " + stamp(NOW)
                            + ", 'first', 'ours', 1, 1, 'x', 'x', 'x', TRUE,"
                            + " 'reply', " + stamp(NOW.minusSeconds(5)) + " FROM series");
            for (int place = 0; place < rules.length; place++) {
                store.change(
                        "INSERT INTO finding (judgement, place, rule, severity, weight, spoken, evidence, trailer_key, note)"
                                + " SELECT MAX(id), " + place + ", '" + rules[place]
                                + "', 'violation', 'reply', TRUE, '', '', '' FROM judgement");
            }
            store.change(
                    "INSERT INTO finding (judgement, place, rule, severity, weight, spoken, evidence, trailer_key, note)"
                            + " SELECT MAX(id), 99, 'a-rule', 'violation', 'record', FALSE, '', '', '' FROM judgement");
        }
    }

    private void mail(String kind, String id, String parent) {
        store.change(
                "INSERT INTO mail (list, sha256, raw, size, arrival, answerable, state, message_id, known_as, kind)"
                        + " VALUES ('devel', '" + id + "', X'00', 1, " + stamp(NOW) + ", TRUE, 'PARSED', '" + id
                        + "', '" + id
                        + "', '" + kind + "')");
        store.change("INSERT INTO mail_reference (mail, place, list, parent_id) SELECT MAX(id), 0, 'devel', '" + parent
                + "' FROM mail");
    }

    private static String stamp(Instant at) {
        return "TIMESTAMP WITH TIME ZONE '" + at + "'";
    }
}
