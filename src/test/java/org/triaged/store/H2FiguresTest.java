package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.reply;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.speak;
import static org.triaged.store.Sample.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Figures;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Status;
import org.triaged.triage.StoredMail;

class H2FiguresTest {

    @TempDir
    private Path folder;

    private TestStore store;

    private Figures figures;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        figures = store.database().figures();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewDatabaseHasNothingToTell() throws IOException {
        assertThat(figures.replies()).isEmpty();
        assertThat(figures.quarantined()).isEmpty();
        assertThat(figures.oldestWaiting()).isEmpty();
        assertThat(figures.mailsToRead()).isZero();
        assertThat(figures.seriesToJudge()).isZero();
        assertThat(figures.space().database())
                .isEqualTo(Files.size(folder.resolve("triaged.mv.db")))
                .isPositive();
        assertThat(figures.space().free()).isPositive();
    }

    @Test
    void repliesAreCountedByListAndState() {
        for (String local : List.of("one", "two", "three")) {
            speakOf(local);
        }
        move("three", ReplyState.READY, ReplyState.SENDING);
        move("three", ReplyState.SENDING, ReplyState.SENT);
        assertThat(figures.replies())
                .containsExactlyInAnyOrder(
                        new Figures.Replies(LIST, ReplyState.READY, 2), new Figures.Replies(LIST, ReplyState.SENT, 1));
        assertThat(figures.oldestWaiting()).contains(new Status.Waiting("T-one", LIST, ReplyState.READY, NOW));
        move("one", ReplyState.READY, ReplyState.SUPPRESSED);
        move("two", ReplyState.READY, ReplyState.HELD);
        assertThat(figures.oldestWaiting()).contains(new Status.Waiting("T-two", LIST, ReplyState.HELD, NOW));
    }

    @Test
    void mailIsCountedUntilItIsReadAndSeriesUntilTheyAreJudged() {
        Sample.store(store, patch("read"));
        store.ledger()
                .keep(store.ledger().open(Sample.DEVEL, 1, 1, NOW), List.of(Sample.fetched(7, "unread")), List.of(), 8);
        assertThat(figures.mailsToRead()).isEqualTo(1);
        StoredMail unread = store.ledger().claimUnparsed(9).get(0);
        store.ledger()
                .quarantine(unread, "header-too-large", patch("unread").mail().envelope(), NOW);
        assertThat(figures.mailsToRead()).isZero();
        assertThat(figures.quarantined()).containsExactly(new Figures.Quarantined(LIST, 1, NOW));
        seriesRow(store, patch("ripening"));
        assertThat(figures.seriesToJudge()).isEqualTo(1);
    }

    private void speakOf(String local) {
        long series = seriesRow(store, patch(local));
        store.seriesBook()
                .judged(verdict(
                        series, id(local), speak(reply("T-" + local, id(local), 1, id(local)), ReplyState.READY)));
    }

    private void move(String local, ReplyState from, ReplyState to) {
        Optional<Outbox.Row> row = store.outbox().in(Set.of(from)).stream()
                .filter(reply -> reply.report().equals("T-" + local))
                .findFirst();
        assertThat(store.outbox().move(row.orElseThrow(), Outbox.Step.of(from, to, NOW)))
                .isTrue();
    }
}
