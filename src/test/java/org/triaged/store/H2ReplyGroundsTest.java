package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.id;
import static org.triaged.store.Sample.reply;
import static org.triaged.store.Sample.seriesRow;
import static org.triaged.store.Sample.speak;
import static org.triaged.store.Sample.verdict;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyState;

/** What is on record against a reply that is about to leave. */
class H2ReplyGroundsTest {

    @TempDir
    private Path folder;

    private TestStore store;

    @BeforeEach
    void twoPatchesHaveAReplyEach() {
        store = TestStore.in(folder);
        ready("one", "T-a");
        ready("two", "T-b");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMailToAnotherPatchIsNoReason() {
        assertThat(store.database().replyGrounds().coveredElsewhere(row("T-a"))).isEmpty();
    }

    /** As a row that was made from the journal, which knows root and anchor alone. */
    @Test
    void anotherMailOfOursThatAnswersTheSamePatchIsOne() {
        store.change("UPDATE reply SET anchor = 'one@example.org' WHERE report = 'T-b'");
        assertThat(store.database().replyGrounds().coveredElsewhere(row("T-a")))
                .contains(row("T-b").messageId());
        store.change("UPDATE reply SET anchor = 'two@example.org', root = 'one@example.org', version = 7"
                + " WHERE report = 'T-b'");
        assertThat(store.database().replyGrounds().coveredElsewhere(row("T-a"))).isPresent();
    }

    @Test
    void theShadowOfAMailIsNoReason() {
        store.change(
                "UPDATE reply SET anchor = 'one@example.org', mode = 'shadow', kind = 'shadow' WHERE report = 'T-b'");
        assertThat(store.database().replyGrounds().coveredElsewhere(row("T-a"))).isEmpty();
    }

    private void ready(String name, String report) {
        long series = seriesRow(store, patch(name));
        store.seriesBook()
                .judged(verdict(series, id(name), speak(reply(report, id(name), 1, id(name)), ReplyState.READY)));
    }

    private Outbox.Row row(String report) {
        return store.outbox()
                .find(new MessageId("triaged1." + report + "@example.org"))
                .orElseThrow();
    }
}
