package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.MAINA;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.reply;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.speak;
import static org.triaged.store.Sample.verdict;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Person;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.Outbox;
import org.triaged.triage.Outbox.Step;
import org.triaged.triage.ReplyState;

class H2OutboxTest {

    private static final Step CLAIM = Step.of(ReplyState.READY, ReplyState.SENDING, NOW.plusSeconds(1));
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    private TestStore store;
    private Outbox outbox;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        outbox = store.outbox();
        long series = seriesRow(store, patch("one"));
        store.seriesBook()
                .judged(verdict(series, id("one"), speak(reply("T-a", id("one"), 1, id("one")), ReplyState.READY)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aReplyIsClaimedOnce() throws Exception {
        Outbox.Row row = row();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<Boolean> claim = () -> {
            together.await();
            return outbox.move(row, CLAIM);
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        int claimed = 0;
        for (Future<Boolean> one :
                threads.invokeAll(Stream.generate(() -> claim).limit(THREADS).toList())) {
            claimed += one.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(claimed).isEqualTo(1);
        assertThat(row().attempts()).isEqualTo(1);
        assertThat(store.rows("SELECT COUNT(*) FROM audit WHERE action = 'reply-sending'"))
                .containsExactly("1");
    }

    @Test
    void aRowComesBackAsItWasKept() {
        Outbox.Row row = outbox.ready(NOW, 5).get(0);
        assertThat(row.recipients()).containsExactly("devel@lists.example.org", "alex@contrib.example.org");
        assertThat(row.composed()).isEqualTo(NOW);
        assertThat(row.anchorArrival()).isEqualTo(NOW);
        assertThat(row.sender()).isEqualTo("triage@example.org");
        assertThat(row.state()).isEqualTo(ReplyState.READY);
        assertThat(row.sha256()).isEqualTo(reply("T-a", id("one"), 1, id("one")).sha256());
        assertThat(outbox.ready(NOW.minusNanos(1), 5)).isEmpty();
    }

    @Test
    void eachStepHasItsAuditRowWithWhatTheServerSaid() {
        assertThat(outbox.move(row(), CLAIM)).isTrue();
        Instant later = NOW.plusSeconds(60);
        assertThat(outbox.move(
                        row(),
                        Step.of(ReplyState.SENDING, ReplyState.READY, NOW.plusSeconds(2))
                                .said("451 4.7.1 later")
                                .because("deferred")
                                .notBefore(later)))
                .isTrue();
        assertThat(outbox.ready(later.minusNanos(1), 5)).isEmpty();
        assertThat(outbox.ready(later, 5)).hasSize(1);
        outbox.move(row(), CLAIM);
        outbox.move(
                row(),
                Step.of(ReplyState.SENDING, ReplyState.SENT, NOW.plusSeconds(3)).said("250 ok"));
        outbox.move(
                row(),
                Step.of(ReplyState.SENT, ReplyState.SEEN, NOW.plusSeconds(4)).provenBy(id("own")));
        assertThat(store.rows("SELECT action, reason, said, proof FROM audit_log WHERE action LIKE 'reply-%'"
                        + " AND action <> 'reply-sending' ORDER BY number"))
                .containsExactly(
                        "reply-ready   ",
                        "reply-ready deferred attempt 1: 451 4.7.1 later ",
                        "reply-sent  attempt 2: 250 ok ",
                        "reply-seen   own@example.org");
        assertThat(store.rows("SELECT attempt, outcome, server_line FROM reply_attempt ORDER BY attempt"))
                .containsExactly("1 READY 451 4.7.1 later", "2 SENT 250 ok");
        assertThat(store.rows("SELECT state, server_line, proof FROM reply_overview"))
                .containsExactly("SEEN 250 ok own@example.org");
        assertThat(store.database().firstBrokenAudit()).isEmpty();
    }

    @Test
    void aStepFromAnotherStateChangesNothing() {
        Outbox.Row row = row();
        outbox.move(row, CLAIM);
        assertThat(outbox.move(row, Step.of(ReplyState.READY, ReplyState.EXPIRED, NOW)))
                .isFalse();
        assertThat(row().state()).isEqualTo(ReplyState.SENDING);
    }

    @Test
    void theFiguresCountWhatLeft() {
        assertThat(outbox.unseen(LIST)).isZero();
        outbox.move(row(), CLAIM);
        assertThat(outbox.transmittedSince(NOW)).isEqualTo(1);
        outbox.move(row(), Step.of(ReplyState.SENDING, ReplyState.READY, NOW));
        assertThat(outbox.transmittedSince(NOW)).isZero();
        outbox.move(row(), CLAIM);
        outbox.move(row(), Step.of(ReplyState.SENDING, ReplyState.SENT, NOW));
        assertThat(outbox.transmittedSince(NOW)).isEqualTo(1);
        assertThat(outbox.transmittedSince(NOW.plusSeconds(2))).isZero();
        assertThat(outbox.unseen(LIST)).isEqualTo(1);
        assertThat(outbox.everSeen(LIST)).isFalse();
        outbox.move(row(), Step.of(ReplyState.SENT, ReplyState.SEEN, NOW));
        assertThat(outbox.unseen(LIST)).isZero();
        assertThat(outbox.everSeen(LIST)).isTrue();
        assertThat(outbox.in(Set.of(ReplyState.SEEN, ReplyState.HELD))).hasSize(1);
    }

    @Test
    void mailsToOneAuthorAreCountedByAuthorAndByRules() {
        outbox.move(row(), CLAIM);
        Outbox.Row again = kept("again", Sample.ALEX);
        Outbox.Row toMaina = kept("other", MAINA);
        assertThat(outbox.othersSince(again, NOW)).isEqualTo(1);
        assertThat(outbox.othersSince(row(), NOW)).as("not itself").isZero();
        assertThat(outbox.toAuthorSince(again, NOW)).isEqualTo(1);
        assertThat(outbox.toAuthorSince(again, NOW.plusSeconds(2))).isZero();
        assertThat(outbox.toAuthorSince(row(), NOW)).as("not itself").isZero();
        assertThat(outbox.toAuthorSince(toMaina, NOW)).isZero();
        assertThat(outbox.toAuthorOfSameRulesSince(again, NOW)).isEqualTo(1);
        outbox.move(row(), Step.of(ReplyState.SENDING, ReplyState.READY, NOW));
        assertThat(outbox.toAuthorSince(again, NOW)).as("what came to nothing").isZero();
    }

    @Test
    void otherRulesAreAnotherSet() {
        outbox.move(row(), CLAIM);
        Outbox.Row again = kept("again", Sample.ALEX);
        store.change("UPDATE finding SET spoken = TRUE WHERE judgement = (SELECT MAX(id) FROM judgement)");
        assertThat(outbox.toAuthorOfSameRulesSince(again, NOW))
                .as("one rule more")
                .isZero();
        store.change("UPDATE finding SET spoken = TRUE");
        assertThat(outbox.toAuthorOfSameRulesSince(again, NOW)).isEqualTo(1);
        store.change("UPDATE finding SET spoken = FALSE"
                + " WHERE rule = 'ai-declared' AND judgement = (SELECT MAX(id) FROM judgement)");
        assertThat(outbox.toAuthorOfSameRulesSince(again, NOW))
                .as("one rule less")
                .isZero();
        assertThat(outbox.toAuthorSince(again, NOW)).isEqualTo(1);
    }

    @Test
    void whyAReplyWaitsIsKeptWithItsTimes() {
        outbox.waits(row(), "cap-hour", NOW, Optional.empty());
        outbox.waits(row(), "cap-hour", NOW.plusSeconds(60), Optional.empty());
        assertThat(outbox.ready(NOW, 5)).hasSize(1);
        Instant later = NOW.plusSeconds(600);
        outbox.waits(row(), "cap-author", NOW.plusSeconds(61), Optional.of(later));
        assertThat(outbox.ready(later.minusNanos(1), 5)).isEmpty();
        assertThat(outbox.ready(later, 5)).hasSize(1);
        assertThat(store.rows("SELECT report, author, waited_for, DATEDIFF(SECOND, first_at, last_at) FROM reply_delay"
                        + " ORDER BY first_at"))
                .containsExactly(
                        "T-a alex@contrib.example.org cap-hour 60", "T-a alex@contrib.example.org cap-author 0");
    }

    private Outbox.Row kept(String name, Person sender) {
        long series = seriesRow(store, patch(name).from(sender));
        store.seriesBook()
                .judged(verdict(series, id(name), speak(reply("T-" + name, id(name), 1, id(name)), ReplyState.READY)));
        return outbox.find(reply("T-" + name, id(name), 1, id(name)).messageId())
                .orElseThrow();
    }

    @Test
    void aTombstoneTakesNoKeyThatIsTaken() {
        JournalEntry.Intent known =
                new JournalEntry.Intent("T-x", id("x"), LIST, id("one"), 1, id("one"), "0".repeat(64), 1, 2);
        outbox.tombstone(known, ReplyState.SENT, NOW, NOW);
        assertThat(outbox.find(id("x"))).isEmpty();
        JournalEntry.Intent forgotten =
                new JournalEntry.Intent("T-x", id("x"), LIST, id("root"), 1, id("anchor"), "0".repeat(64), 3, 2);
        outbox.tombstone(forgotten, ReplyState.SENT, NOW, NOW);
        outbox.tombstone(forgotten, ReplyState.UNKNOWN, NOW, NOW);
        Outbox.Row row = outbox.find(id("x")).orElseThrow();
        assertThat(row.state()).isEqualTo(ReplyState.SENT);
        assertThat(row.bytes()).isEmpty();
        assertThat(row.recipients()).isEmpty();
        assertThat(row.attempts()).isEqualTo(3);
        assertThat(outbox.transmittedSince(NOW)).as("the caps count it").isEqualTo(1);
        assertThat(outbox.transmittedSince(NOW.plusSeconds(1)))
                .as("when it was")
                .isZero();
    }

    @Test
    void aTombstoneCountsForTheAuthorOfWhatItAnswers() {
        outbox.tombstone(
                new JournalEntry.Intent("T-x", id("x"), LIST, id("lost"), 1, id("lost"), "0".repeat(64), 1, 2),
                ReplyState.SENT,
                NOW,
                NOW);
        Outbox.Row toMaina = kept("other", MAINA);
        assertThat(outbox.toAuthorSince(row(), NOW))
                .as("who that was is unknown")
                .isZero();
        seriesRow(store, patch("lost"));
        assertThat(outbox.toAuthorSince(row(), NOW))
                .as("once it was fetched again")
                .isEqualTo(1);
        assertThat(outbox.toAuthorOfSameRulesSince(row(), NOW)).isEqualTo(1);
        assertThat(outbox.toAuthorSince(toMaina, NOW)).isZero();
        assertThat(outbox.toAuthorOfSameRulesSince(toMaina, NOW)).isZero();
    }

    @Test
    void recipientsCanBeNarrowed() {
        outbox.narrow(row(), List.of("devel@lists.example.org"), "author-refused", NOW);
        assertThat(row().recipients()).containsExactly("devel@lists.example.org");
        assertThat(store.rows("SELECT reason FROM audit WHERE action = 'reply-narrowed'"))
                .containsExactly("author-refused");
    }

    @Test
    void aHigherVersionOfTheSameSenderAndTitleIsFound() {
        seriesRow(store, patch("stranger").titled("one").from(MAINA).inVersion(2));
        assertThat(outbox.newerVersion(row())).isEmpty();
        seriesRow(store, patch("same").titled("one").inVersion(1).part(2, 2));
        assertThat(outbox.newerVersion(row())).isEmpty();
        seriesRow(store, patch("newer").titled("One").inVersion(2));
        assertThat(outbox.newerVersion(row())).contains(id("newer"));
    }

    @Test
    void theLastPollIsKnownPerList() {
        assertThat(outbox.lastPoll(LIST)).isEmpty();
        store.ledger().polled(store.ledger().open(Sample.DEVEL, 1, 1, NOW), NOW);
        assertThat(outbox.lastPoll(LIST)).contains(NOW);
        assertThat(outbox.lastPoll("other")).isEmpty();
    }

    private Outbox.Row row() {
        return outbox.find(reply("T-a", id("one"), 1, id("one")).messageId()).orElseThrow();
    }
}
