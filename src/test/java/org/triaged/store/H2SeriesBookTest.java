package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.MAINA;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.placed;
import static org.triaged.store.Sample.reply;
import static org.triaged.store.Sample.series;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.silent;
import static org.triaged.store.Sample.speak;
import static org.triaged.store.Sample.store;
import static org.triaged.store.Sample.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.reply.Earlier;
import org.triaged.series.Kin;
import org.triaged.series.Kind;
import org.triaged.series.Series;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.ReplyState;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.SeriesBook.Reason;
import org.triaged.triage.StoredMail;

class H2SeriesBookTest {

    private static final Sample.Read ONE = patch("one").part(1, 2);
    private static final Sample.Read TWO = patch("two").part(2, 2);

    @TempDir
    private Path folder;

    private TestStore store;
    private SeriesBook book;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        book = store.seriesBook();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSeriesIsDueWhenItsLookHasCome() {
        seriesRow(store, ONE, TWO);
        assertThat(book.due(LIST, NOW.minusNanos(1), 5)).isEmpty();
        assertThat(book.due(LIST, NOW, 5))
                .containsExactly(new SeriesBook.Due(1, id("one"), List.of(1L, 2L), Optional.empty()));
        assertThat(store.rows("SELECT DISTINCT state FROM mail")).containsExactly("ASSEMBLED");
        assertThat(book.due("other", NOW, 5)).isEmpty();
    }

    @Test
    void aSeriesKeepsItsRowAndItsLookWhenAPartComesLate() {
        seriesRow(store, ONE);
        store(store, TWO);
        book.assembled(
                LIST,
                List.of(new SeriesBook.Placed(series(ONE, TWO), Optional.empty(), Optional.empty())),
                List.of(ONE.mail(), TWO.mail()),
                List.of(2L));
        assertThat(book.due(LIST, NOW, 5))
                .containsExactly(new SeriesBook.Due(1, id("one"), List.of(1L, 2L), Optional.empty()));
    }

    @Test
    void rowsThatTurnOutToBeOneSeriesAreMerged() {
        seriesRow(store, ONE);
        seriesRow(store, TWO);
        Sample.Read cover = patch("cover").of(Kind.COVER).part(0, 2);
        store(store, cover);
        book.judged(verdict(2, id("two"), silent("no-anchor")));
        book.assembled(
                LIST, List.of(placed(cover, ONE, TWO)), List.of(cover.mail(), ONE.mail(), TWO.mail()), List.of(3L));
        assertThat(store.rows("SELECT id, root, merged_into FROM series ORDER BY id"))
                .containsExactly("1 cover@example.org ", "2 two@example.org 1");
        assertThat(book.due(LIST, NOW, 5))
                .containsExactly(new SeriesBook.Due(
                        1,
                        id("cover"),
                        List.of(3L, 1L, 2L),
                        Optional.of(new SeriesBook.Before(Sha256.hex("input"), NOW))));
    }

    @Test
    void aRowThatFallsApartGoesToOnePartOnly() {
        seriesRow(store, ONE, TWO);
        book.assembled(LIST, List.of(placed(ONE), placed(TWO)), List.of(ONE.mail(), TWO.mail()), List.of());
        assertThat(store.rows("SELECT series, mail FROM series_patch ORDER BY 1"))
                .containsExactly("1 1", "2 2");
    }

    @Test
    void aRowWithoutMembersIsNeverDue() {
        seriesRow(store, ONE);
        book.assembled(LIST, List.of(), List.of(ONE.mail().as(Kind.OTHER)), List.of());
        assertThat(book.due(LIST, NOW, 5)).isEmpty();
        assertThat(store.rows("SELECT kind FROM mail")).containsExactly("other");
    }

    @Test
    void silenceHasACause() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), silent("no-speaking-finding")));
        assertThat(book.due(LIST, NOW, 5)).isEmpty();
        assertThat(store.rows("SELECT root, parts_seen, parts_total, verdict FROM series_verdict"))
                .containsExactly("one@example.org 2 2 no-speaking-finding");
        assertThat(store.rows("SELECT action, object_id, reason FROM audit WHERE number > 1 ORDER BY number"))
                .containsExactly(
                        "judged one@example.org first, 2 of 2 parts, dated 2026-11-22T10:00:00Z, 2 findings",
                        "claim-recorded one@example.org self",
                        "silent one@example.org no-speaking-finding");
        assertThat(store.rows("SELECT rule, spoken, newest FROM findings ORDER BY rule"))
                .containsExactly("ai-declared false true", "dco-sob-missing true true");
        assertThat(store.rows("SELECT granter_name, granter_is_author, outcome, profile FROM exception_story"))
                .containsExactly("Alex true self qemu/test");
        assertThat(store.rows("SELECT rule, reason FROM skipped_rule"))
                .containsExactly("route-no-maintainer no MAINTAINERS file");
    }

    @Test
    void theEarlierPostingIsToldByItsNewestVerdict() {
        long series = seriesRow(store, ONE, TWO);
        assertThat(book.earlier(LIST, after(ONE, 2, "one"))).isEmpty();
        book.judged(verdict(series, id("two"), silent("waiting")));
        book.judged(verdict(series, id("one"), silent("too-old")));

        Earlier earlier = book.earlier(LIST, after(patch("new"), 2, "one")).orElseThrow();

        assertThat(earlier.version()).isEqualTo(1);
        assertThat(earlier.titles()).containsOnlyKeys(1, 2);
        assertThat(earlier.titles().get(2)).isEqualTo(TWO.mail().subject().title());
        assertThat(earlier.spoken())
                .containsExactly(Sample.judgement(id("one")).findings().get(0));
        assertThat(book.earlier(LIST, after(patch("new"), 2, "two"))).isEmpty();
        assertThat(book.earlier("other", after(patch("new"), 2, "one"))).isEmpty();
    }

    @Test
    void aPostingIsNeverItsOwnElder() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), silent("waiting")));

        assertThat(book.earlier(LIST, after(ONE, 1, "one"))).isEmpty();
        assertThat(book.earlier(LIST, after(patch("resend"), 1, "one"))).isPresent();
        assertThat(book.earlier(LIST, after(patch("new"), 0, "one"))).isEmpty();
    }

    private static Series after(Sample.Read part, int version, String previous) {
        Series like = series(part);
        return new Series(
                like.root(),
                like.title(),
                like.sender(),
                version,
                like.fraction(),
                like.total(),
                like.cover(),
                like.patches(),
                false,
                false,
                false,
                Optional.of(id(previous)),
                Optional.empty(),
                List.of(),
                Kin.NONE);
    }

    @Test
    void judgingAgainSupersedes() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), silent("waiting")));
        book.judged(verdict(series, id("one"), silent("too-old")));
        assertThat(store.rows("SELECT id, supersedes FROM judgement ORDER BY id"))
                .containsExactly("1 ", "2 1");
        assertThat(store.rows("SELECT verdict FROM series_verdict")).containsExactly("too-old");
    }

    /** What was decided stays the verdict; what later looks found stands beside it. */
    @Test
    void judgingAnAnsweredSeriesAgainDoesNotHideItsAnswer() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), speak(reply("T-a", id("one"), 1, id("one")), ReplyState.READY)));
        assertThat(store.rows("SELECT verdict, again_because, again_speaks, again_finds FROM series_verdict"))
                .containsExactly("READY   ");

        book.judged(verdict(series, id("one"), Reason.RIPE, silent("already-covered")));
        book.judged(verdict(series, id("one"), Reason.RE_EVALUATION, silent("already-covered")));

        assertThat(store.rows("SELECT judged_because, decision, verdict, report, again_because, again_speaks,"
                        + " again_finds FROM series_verdict"))
                .containsExactly("first reply READY T-a re-evaluation true dco-sob-missing");
        assertThat(store.rows("SELECT verdict FROM series_verdict WHERE report IS NULL"))
                .isEmpty();
    }

    @Test
    void aSeriesThatWasNotAnsweredKeepsTheReasonOfItsLastDecision() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), silent("no-anchor")));
        book.judged(verdict(series, id("one"), Reason.LATER_PART, silent("later-part")));
        assertThat(store.rows("SELECT verdict, again_because FROM series_verdict"))
                .containsExactly("no-anchor later-part");

        book.judged(verdict(series, id("one"), Reason.RIPE, silent("too-old")));
        assertThat(store.rows("SELECT verdict, again_because FROM series_verdict"))
                .containsExactly("too-old ");
    }

    @Test
    void aReplyIsKeptWithItsVerdict() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(
                verdict(series, id("one"), speak(reply("T-a", id("one"), 1, id("one"), id("two")), ReplyState.READY)));
        assertThat(store.rows("SELECT report, rule, profile, state FROM reply_story"))
                .containsExactly("T-a dco-sob-missing qemu/test READY");
        assertThat(store.rows("SELECT verdict, report FROM series_verdict")).containsExactly("READY T-a");
        assertThat(store.outbox().ready(NOW, 5).get(0).bytes()).hasValueSatisfying(bytes -> assertThat(bytes)
                .isEqualTo(reply("T-a", id("one"), 1, id("one")).bytes()));
    }

    @Test
    void aSeriesThatLosesAPartToACopyLetsTheOtherPartsGo() {
        seriesRow(store, patch("a").part(1, 2), patch("b").part(2, 2));
        seriesRow(store, patch("a").part(2, 2).withContent("other").at(NOW.minusSeconds(60)));
        assertThat(store.rows("SELECT series, part, mail FROM series_patch")).containsExactly("1 2 3");
        assertThat(store.ledger().unassembled(LIST, 5))
                .extracting(StoredMail::id)
                .containsExactly(2L);
    }

    @Test
    void aSeriesIsAnsweredOncePerRootAndVersion() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), speak(reply("T-a", id("one"), 1, id("one")), ReplyState.HELD)));
        assertThatThrownBy(() -> book.judged(
                        verdict(series, id("one"), speak(reply("T-b", id("one"), 1, id("two")), ReplyState.READY))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.rows("SELECT COUNT(*) FROM judgement")).containsExactly("1");
        assertThat(store.rows("SELECT report FROM reply")).containsExactly("T-a");
    }

    @Test
    void aMailIsCoveredOnce() {
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), speak(reply("T-a", id("one"), 1, id("one")), ReplyState.HELD)));
        assertThatThrownBy(() -> book.judged(verdict(
                        series, id("one"), speak(reply("T-b", id("r2"), 2, id("two"), id("one")), ReplyState.READY))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.rows("SELECT report FROM reply")).containsExactly("T-a");
    }

    @Test
    void aSeriesIsRecognisedByRootAnchorAndCovers() {
        MessageId ghost = id("ghost");
        long series = seriesRow(store, ONE, TWO);
        book.judged(verdict(series, id("one"), speak(reply("T-a", ghost, 1, id("one"), id("two")), ReplyState.HELD)));
        MessageId answer = reply("T-a", ghost, 1, id("one")).messageId();
        assertThat(book.alreadyAnswered(LIST, series(TWO))).contains(answer);
        assertThat(book.alreadyAnswered(LIST, series(patch("ghost")))).contains(answer);
        assertThat(book.alreadyAnswered(LIST, series(patch("other").from(MAINA))))
                .isEmpty();
        assertThat(book.alreadyAnswered("elsewhere", series(TWO))).isEmpty();
        store.outbox()
                .tombstone(
                        new JournalEntry.Intent("T-t", id("t"), LIST, id("r"), 1, id("anchor"), "0".repeat(64), 1, 2),
                        ReplyState.UNKNOWN,
                        NOW,
                        NOW);
        assertThat(book.alreadyAnswered(LIST, series(patch("anchor")))).contains(id("t"));
    }
}
