package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.store.Sample.ALEX;
import static org.triaged.store.Sample.DEVEL;
import static org.triaged.store.Sample.LIST;
import static org.triaged.store.Sample.MAINA;
import static org.triaged.store.Sample.NOW;
import static org.triaged.store.Sample.Read.patch;
import static org.triaged.store.Sample.fetched;
import static org.triaged.store.Sample.listing;
import static org.triaged.store.Sample.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Person;
import org.triaged.series.Kind;
import org.triaged.triage.Ledger;
import org.triaged.triage.Mailbox;
import org.triaged.triage.StoredMail;

class H2LedgerTest {

    private static final String CURSOR = "SELECT next_uid FROM mailbox";
    private static final String STATES = "SELECT state FROM mail ORDER BY id";

    @TempDir
    private Path folder;

    @Test
    void aMailboxIsMadeOnceWithItsWatermark() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox first = store.ledger().open(DEVEL, 7, 42, NOW);
            Mailbox again = store.ledger().open(DEVEL, 7, 50, NOW.plusSeconds(60));
            assertThat(again).isEqualTo(first);
            assertThat(first.nextUid()).isEqualTo(1);
            assertThat(first.watermarkUid()).isEqualTo(42);
            assertThat(first.watermarkAt()).isEqualTo(NOW);
            assertThat(store.rows("SELECT action, object_id FROM audit"))
                    .containsExactly("watermark-set imap INBOX uidvalidity 7");
        }
    }

    @Test
    void batchAndCursorAreOneTransaction() {
        try (TestStore store = TestStore.in(folder, name -> {
            if (name.equals("ledger.keep.before-commit")) {
                throw new IllegalStateException("stopped here");
            }
        })) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            assertThatThrownBy(() -> store.ledger().keep(mailbox, List.of(fetched(1, "a")), List.of(), 2))
                    .hasMessage("stopped here");
            assertThat(store.rows(CURSOR)).containsExactly("1");
            assertThat(store.rows("SELECT * FROM mail")).isEmpty();
            assertThat(store.rows("SELECT * FROM mail_source")).isEmpty();
        }
    }

    @Test
    void theCursorNeverGoesBack() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            store.ledger().keep(mailbox, List.of(fetched(4, "a")), List.of(listing(2, NOW)), 5);
            assertThatThrownBy(() -> store.ledger().keep(mailbox, List.of(fetched(3, "b")), List.of(), 4))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(store.rows(CURSOR)).containsExactly("5");
            assertThat(store.rows("SELECT uid, state FROM mail_source ORDER BY uid"))
                    .containsExactly("2 GONE", "4 STORED");
        }
    }

    @Test
    void aBatchKeptTwiceChangesNothing() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            store.ledger().keep(mailbox, List.of(fetched(1, "a")), List.of(), 2);
            store.ledger().keep(mailbox, List.of(fetched(1, "a")), List.of(), 2);
            assertThat(store.rows("SELECT uid FROM mail_source")).containsExactly("1");
            assertThat(store.rows(STATES)).containsExactly("FETCHED");
        }
    }

    @Test
    void anotherUidValidityAddsLedgerRowsAndNoMails() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            store.ledger().keep(mailbox, List.of(fetched(1, "a"), fetched(2, "b")), List.of(), 3);
            Mailbox renewed = store.ledger().open(DEVEL, 2, 3, NOW);
            assertThat(renewed.nextUid()).isEqualTo(1);
            store.ledger().keep(renewed, List.of(fetched(1, "b"), fetched(2, "a")), List.of(), 3);
            assertThat(store.rows(STATES)).hasSize(2);
            assertThat(store.rows("SELECT mailbox, uid, mail FROM mail_source ORDER BY 1, 2"))
                    .containsExactly("1 1 1", "1 2 2", "2 1 2", "2 2 1");
        }
    }

    @Test
    void onlyWhatLiesAboveTheWatermarkIsAnswerable() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 2, NOW.plusSeconds(3));
            store.ledger().keep(mailbox, List.of(fetched(1, "a"), fetched(2, "b"), fetched(3, "c")), List.of(), 4);
            assertThat(store.ledger().claimUnparsed(9))
                    .extracting(StoredMail::answerable)
                    .containsExactly(false, false, true);
        }
    }

    @Test
    void theBytesComeBackAsTheyWere() {
        try (TestStore store = TestStore.in(folder)) {
            store(store, patch("a"));
            StoredMail mail = store.ledger().unassembled(LIST, 5).get(0);
            assertThat(store.ledger().raw(mail)).isEqualTo(Sample.bytes("a"));
            assertThat(mail.arrival()).isEqualTo(NOW);
            assertThat(store.rows("SELECT path, status FROM patch_file ORDER BY place"))
                    .containsExactly("hw/a.c modified", "pc-bios/b.bin renamed");
            assertThat(store.rows("SELECT trailer_key, person_name FROM trailer"))
                    .containsExactly("Signed-off-by Alex");
        }
    }

    @Test
    void aMailThatKilledTheProcessTwiceWhenTriedAloneIsQuarantined() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            store.ledger().keep(mailbox, List.of(fetched(1, "a"), fetched(2, "b"), fetched(3, "c")), List.of(), 4);
            assertThat(store.ledger().claimUnparsed(2)).hasSize(2);
        }
        try (TestStore store = TestStore.in(folder)) { // it died over the first two
            Ledger ledger = store.ledger();
            StoredMail fresh = ledger.claimUnparsed(2).get(0);
            ledger.parsed(fresh, patch("c").mail(), List.of(), Optional.empty());
            assertThat(ledger.claimUnparsed(2)).extracting(StoredMail::id).containsExactly(1L);
        }
        try (TestStore store = TestStore.in(folder)) { // and over the one alone
            assertThat(store.ledger().quarantineKillers(NOW)).isEmpty();
            assertThat(store.ledger().claimUnparsed(2))
                    .extracting(StoredMail::id)
                    .containsExactly(1L);
        }
        try (TestStore store = TestStore.in(folder)) { // and over it alone once more
            Ledger ledger = store.ledger();
            assertThat(ledger.quarantineKillers(NOW)).extracting(StoredMail::id).containsExactly(1L);
            assertThat(ledger.quarantineKillers(NOW)).isEmpty();
            StoredMail innocent = ledger.claimUnparsed(2).get(0);
            assertThat(innocent.id()).isEqualTo(2);
            ledger.parsed(innocent, patch("b").mail(), List.of(), Optional.empty());
            assertThat(ledger.claimUnparsed(2)).isEmpty();
            assertThat(store.rows("SELECT mail, reason, attempts FROM quarantine"))
                    .containsExactly("1 crash 3");
            assertThat(store.rows(STATES)).containsExactly("QUARANTINED", "PARSED", "PARSED");
        }
    }

    @Test
    void aDamagedMailKeepsItsReason() {
        try (TestStore store = TestStore.in(folder)) {
            Mailbox mailbox = store.ledger().open(DEVEL, 1, 1, NOW);
            store.ledger().keep(mailbox, List.of(fetched(1, "a")), List.of(), 2);
            StoredMail mail = store.ledger().claimUnparsed(1).get(0);
            store.ledger()
                    .quarantine(mail, "header-too-large", patch("a").mail().envelope(), NOW);
            assertThat(store.rows("SELECT reason, message_id, sender_name FROM quarantine"))
                    .containsExactly("header-too-large a@example.org Alex");
            assertThat(store.ledger().unassembled(LIST, 5)).isEmpty();
        }
    }

    @Test
    void whateverAStrangerWritesFits() {
        String title = "'; DROP TABLE mail; -- \0 \ud800 \u2603 ".repeat(500);
        String longest = "x".repeat(980);
        try (TestStore store = TestStore.in(folder)) {
            store(store, patch(longest).titled(title).answering(longest + "y", "\ud83d\udc27"));
            assertThat(store.ledger().neighbourhood(LIST, List.of(1L))).hasSize(1);
            assertThat(store.reader().query("SELECT title FROM mail").rows()).containsExactly(List.of(title));
        }
    }

    @Test
    void theCopyStoredFirstIsTheMail() {
        try (TestStore store = TestStore.in(folder)) {
            store(store, patch("a"), patch("a").withContent("other"));
            assertThat(store.rows(STATES)).containsExactly("PARSED", "DUPLICATE");
            assertThat(store.rows("SELECT reason FROM mail WHERE id = 2")).containsExactly("copy of mail 1");
        }
    }

    @Test
    void whatManyBringAtOnceIsStoredOnceAndOneCopyOfItCounts() throws Exception {
        int many = 8;
        int mails = 50;
        try (TestStore store = TestStore.in(folder)) {
            atOnce(many, one -> {
                Mailbox mailbox = store.ledger().open(DEVEL, one + 1, 1, NOW);
                for (int uid = 1; uid <= mails; uid++) {
                    store.ledger().keep(mailbox, List.of(fetched(uid, "mail" + uid)), List.of(), uid + 1);
                }
            });
            assertThat(store.rows("SELECT COUNT(*), COUNT(DISTINCT sha256) FROM mail"))
                    .containsExactly(mails + " " + mails);
            assertThat(store.rows("SELECT COUNT(*) FROM mail_source WHERE state = 'STORED'"))
                    .containsExactly(Integer.toString(many * mails));
            List<StoredMail> stored = store.ledger().claimUnparsed(mails);
            atOnce(many, one -> {
                for (int mail = one; mail < mails; mail += many) {
                    String id = "id" + mail / 10;
                    store.ledger().parsed(stored.get(mail), patch(id).mail(), List.of(), Optional.empty());
                }
            });
            assertThat(store.rows("SELECT known_as, COUNT(*) FROM mail WHERE state = 'PARSED' GROUP BY known_as"))
                    .hasSize(mails / 10)
                    .allMatch(row -> row.endsWith(" 1"));
            assertThat(store.rows(
                            "SELECT COUNT(*) FROM mail WHERE state = 'DUPLICATE' AND reason LIKE 'copy of mail %'"))
                    .containsExactly(Integer.toString(mails - mails / 10));
        }
    }

    private static void atOnce(int many, IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<?>> under = new ArrayList<>();
            for (int one = 0; one < many; one++) {
                int number = one;
                under.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> one : under) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aCopyThatArrivedEarlierTakesThePlaceUntilTheFirstIsJudged() {
        try (TestStore store = TestStore.in(folder)) {
            Sample.Read first = patch("a");
            long series = Sample.seriesRow(store, first);
            Sample.Read earlier = patch("a").withContent("other").at(NOW.minusSeconds(60));
            store(store, earlier);
            assertThat(store.rows(STATES)).containsExactly("DUPLICATE", "PARSED");
            assertThat(store.rows("SELECT mail FROM series_patch")).containsExactly("2");
            store.seriesBook().judged(Sample.verdict(series, Sample.id("a"), Sample.silent("no-speaking-finding")));
            store(store, patch("a").withContent("third").at(NOW.minusSeconds(120)));
            assertThat(store.rows(STATES)).containsExactly("DUPLICATE", "PARSED", "DUPLICATE");
        }
    }

    @Test
    void neighboursAreConnectedByThreadTimeAndTitle() {
        try (TestStore store = TestStore.in(folder)) {
            store(
                    store,
                    patch("a").answering("ghost"),
                    patch("b").answering("ghost").from(MAINA).at(NOW.plus(Duration.ofDays(9))),
                    patch("soon").at(NOW.plus(Duration.ofMinutes(30))),
                    patch("later").at(NOW.plus(Duration.ofHours(5))),
                    patch("c").titled(" A").at(NOW.plus(Duration.ofDays(3))),
                    patch("stranger").from(MAINA));
            assertThat(neighbours(store, 1)).containsExactly(1L, 2L, 3L, 5L);
            assertThat(neighbours(store, 4)).containsExactly(4L);
            assertThat(neighbours(store, 6)).containsExactly(6L);
        }
    }

    @Test
    void aBusyReviewerDoesNotConnectTheThreadsHeAnswers() {
        try (TestStore store = TestStore.in(folder)) {
            store(
                    store,
                    patch("a").from(ALEX),
                    patch("b").from(Person.of("Bo", "bo@example.org")),
                    patch("ra").of(Kind.REPLY).from(MAINA).answering("a"),
                    patch("rb").of(Kind.REPLY).from(MAINA).answering("b"));
            assertThat(neighbours(store, 1)).containsExactly(1L, 3L);
        }
    }

    private static List<Long> neighbours(TestStore store, long mail) {
        return store.ledger().neighbourhood(LIST, List.of(mail)).stream()
                .map(StoredMail::id)
                .toList();
    }
}
