package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.Envelope;
import org.triaged.reply.MailAddress;
import org.triaged.triage.Caps;
import org.triaged.triage.Invariant;
import org.triaged.triage.MailSource;
import org.triaged.triage.Mailbox;
import org.triaged.triage.Outbox;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Selftest;
import org.triaged.triage.Selftest.Outcome;
import org.triaged.triage.StoredMail;
import org.triaged.triage.WatchedList;

/** Each invariant is broken by hand, as nobody but the keeper could, and its line alone says so. */
class SelftestTest {

    @TempDir
    private Path folder;

    private TestStore store;

    /** Two answered series, a mail that cannot be read, and a poll two hours later. */
    @BeforeEach
    void aSoundDatabase() {
        store = TestStore.in(folder);
        answered("one", "T-a");
        answered("two", "T-b");
        Mailbox mailbox = store.ledger().open(Sample.DEVEL, 1, 1, NOW);
        store.ledger().keep(mailbox, List.of(Sample.fetched(9, "noise")), List.of(), 10);
        StoredMail noise = store.ledger().claimUnparsed(1).get(0);
        Envelope envelope = patch("noise").mail().envelope();
        store.ledger().quarantine(noise, "unreadable", envelope, NOW);
        store.ledger().polled(mailbox, NOW.plus(Duration.ofHours(2)));
        assertThat(broken(false)).isEmpty();
    }

    private void answered(String name, String report) {
        long series = seriesRow(store, patch(name));
        store.seriesBook()
                .judged(verdict(series, id(name), speak(reply(report, id(name), 1, id(name)), ReplyState.READY)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void twoMailsOfOneId() throws SQLException {
        byHand(
                "ALTER TABLE mail DROP CONSTRAINT mail_known_once",
                "UPDATE mail SET message_id = 'one@example.org', known_as = 'one@example.org' WHERE id = 2",
                "UPDATE reply SET anchor = 'none' WHERE report = 'T-b'");
        only(Invariant.I2, "2 mails count as <one@example.org>");
    }

    @Test
    void twoRepliesToOneSeries() throws SQLException {
        byHand(
                "ALTER TABLE reply DROP CONSTRAINT reply_once_per_version",
                "UPDATE reply SET root = 'one@example.org' WHERE report = 'T-b'");
        only(Invariant.I3, "2 replies to version 1 of <one@example.org>");
    }

    @Test
    void twoRepliesThatSpeakOfOnePatch() throws SQLException {
        byHand(
                "ALTER TABLE reply_covers DROP CONSTRAINT reply_covers_once",
                "UPDATE reply_covers SET message_id = 'one@example.org'");
        only(Invariant.I3, "2 replies speak of <one@example.org>");
    }

    @Test
    void aReplyToWhatIsNoPatch() throws SQLException {
        byHand("UPDATE mail SET kind = 'pull' WHERE id = 1");
        only(Invariant.I4, "reply T-a answers <one@example.org>, which is no patch but pull");
    }

    @Test
    void aReplyToOurselves() throws SQLException {
        byHand("UPDATE mail SET sender_key = 'triage@example.org' WHERE id = 1");
        only(Invariant.I4, "which is ours");
    }

    @Test
    void aReplyToNobody() throws SQLException {
        byHand("UPDATE mail SET sender_key = NULL, sender_name = NULL WHERE id = 1");
        only(Invariant.I4, "which is from nobody");
    }

    /** A From that the list has rewritten, with nothing but the name left. */
    @Test
    void aReplyToANameWithoutAnAddress() throws SQLException {
        byHand("UPDATE mail SET sender_key = NULL WHERE id = 1");
        assertThat(broken(false)).isEmpty();
    }

    @Test
    void aReplyToARobot() throws SQLException {
        byHand("UPDATE mail SET robot = 'hops' WHERE id = 1");
        only(Invariant.I4, "which is of a robot: hops");
    }

    @Test
    void aReplyToAMailOfBeforeUs() throws SQLException {
        byHand("UPDATE mail SET answerable = FALSE WHERE id = 1");
        only(Invariant.I4, "which is older than our watch");
    }

    /** The watermark is cut to the second that the mail of before it was answered in. */
    @Test
    void aReplyOfTheSecondInWhichTheModeWasRaised() throws SQLException {
        byHand("UPDATE mail SET answerable = FALSE WHERE id = 1");
        byHand("UPDATE mailbox SET watermark_at = (SELECT DATE_TRUNC(SECOND, composed_at) FROM reply WHERE id = 1)");
        assertThat(broken(false)).isEmpty();
    }

    @Test
    void aMailThatWaitsBehindOneThatCannotBeRead() throws SQLException {
        byHand("UPDATE mail SET state = 'FETCHED', known_as = NULL WHERE id = 2");
        only(Invariant.I5, "mail 2 is FETCHED while mail 3, which came later, was given up");
    }

    @Test
    void aSeriesThatIsNeverLookedAt() throws SQLException {
        byHand("UPDATE series SET look_at = TIMESTAMP WITH TIME ZONE '2026-11-22 10:30:00Z' WHERE id = 1");
        only(Invariant.I5, "series <one@example.org> should have been judged");
    }

    @Test
    void aStepThatTheAuditDoesNotKnow() throws SQLException {
        byHand("UPDATE reply SET state = 'SENT' WHERE report = 'T-a'");
        only(Invariant.I6, "reply T-a is SENT, and the audit does not say so");
    }

    @Test
    void aJudgementThatTheAuditDoesNotKnow() throws SQLException {
        byHand("UPDATE judgement SET input_sha256 = 'other' WHERE id = 2");
        only(Invariant.I6, "judgement 2 of series <two@example.org> is not in the audit");
    }

    @Test
    void anAuditRowThatWasChanged() throws SQLException {
        byHand("UPDATE audit SET reason = 'none of ours' WHERE number = 2");
        only(Invariant.I6, "audit row 2: it is not what was written");
    }

    @Test
    void aReplyLeftInTheMiddleOfSending() {
        Outbox.Row row = store.outbox().ready(NOW, 5).get(0);
        store.outbox().move(row, Outbox.Step.of(ReplyState.READY, ReplyState.SENDING, NOW));
        only(Invariant.I7, "reply T-a is SENDING since 2026-11-22");
        assertThat(broken(true)).as("a daemon that sends it").isEmpty();
    }

    @Test
    void moreMailThanTheCaps() throws SQLException {
        for (String at : List.of("10:05:00Z", "10:10:00Z", "11:04:00Z", "11:11:00Z")) {
            byHand("INSERT INTO reply_attempt (reply, attempt, started_at, outcome) SELECT 1,"
                    + " 1 + (SELECT COUNT(*) FROM reply_attempt), TIMESTAMP WITH TIME ZONE '2026-11-22 " + at
                    + "', 'SENT'");
        }
        only(Invariant.I9, "3 mails within 60 minutes, the cap is 2");
    }

    @Test
    void aFileThatOthersCanRead() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("id.key"), PosixFilePermissions.fromString("rw-r-----"));
        only(Invariant.I10, folder.resolve("id.key").toString());
    }

    @Test
    void aServerThatIsAwayIsNoFault() {
        List<Selftest.Line> lines = selftest(List.of(Sample.DEVEL), Map.of("imap", new Away()), false)
                .run();
        assertThat(lines).extracting(Selftest.Line::outcome).containsOnly(Outcome.HOLDS, Outcome.NOT_CHECKED);
        assertThat(lines.get(0).outcome()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(lines.get(0).rows()).containsExactly("devel: gone fishing");
    }

    private static final class Away implements MailSource {

        @Override
        public Folder examine(String name) throws Unavailable {
            throw new Unavailable(Kind.UNREACHABLE, "gone fishing", new IOException());
        }

        @Override
        public void watch(String name, News news) {
            throw new IllegalStateException("a selftest listens to nobody");
        }

        @Override
        public void close() {}
    }

    private void only(Invariant invariant, String row) {
        assertThat(broken(false)).singleElement().satisfies(line -> {
            assertThat(line.invariant()).isEqualTo(invariant);
            assertThat(line.rows()).first().asString().contains(row);
            assertThat(line.next()).isNotEmpty();
        });
    }

    private List<Selftest.Line> broken(boolean inDaemon) {
        return selftest(List.of(), Map.of(), inDaemon).run().stream()
                .filter(line -> line.outcome() == Outcome.BROKEN)
                .toList();
    }

    private Selftest selftest(List<WatchedList> lists, Map<String, MailSource> sources, boolean inDaemon) {
        return new Selftest(
                lists,
                sources,
                store.database().invariants(),
                new MailAddress("triage@example.org"),
                new Caps(2, 40),
                inDaemon,
                () -> NOW.plus(Duration.ofHours(3)));
    }

    private void byHand(String... statements) throws SQLException {
        DataFolder data = store.folder();
        try (Connection connection = data.passwords().connect(Url.KEEPER.of(data.database()), Passwords.User.KEEPER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
