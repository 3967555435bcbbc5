package org.triaged.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.Envelope;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.series.ListMail;
import org.triaged.triage.Ledger;
import org.triaged.triage.MailSource;
import org.triaged.triage.Mailbox;
import org.triaged.triage.StoredMail;
import org.triaged.triage.WatchedList;

/** Tables {@code mailbox}, {@code mail_source}, and the states of table {@code mail}. */
final class H2Ledger implements Ledger {

    private static final String FIND_MAILBOX = """
            SELECT id, list, account, folder, uid_validity, next_uid, watermark_uid, watermark_at
              FROM mailbox
             WHERE list = ? AND account = ? AND folder = ? AND uid_validity = ?
            """;

    private static final String MAKE_MAILBOX = """
            INSERT INTO mailbox (list, account, folder, uid_validity, next_uid, watermark_uid, watermark_at, mode)
            VALUES (?, ?, ?, ?, 1, ?, ?, ?)
            """;

    private static final String MOVE_CURSOR = """
            UPDATE mailbox
               SET next_uid = ?
             WHERE id = ? AND next_uid <= ?
            """;

    private static final String POLLED = """
            UPDATE mailbox
               SET last_poll = ?
             WHERE id = ?
            """;

    private static final String LISTED = """
            INSERT INTO mail_source (mailbox, uid, state, size, arrival, mail)
            SELECT ?, ?, ?, ?, ?, ?
             WHERE NOT EXISTS (SELECT 1 FROM mail_source WHERE mailbox = ? AND uid = ?)
            """;

    private static final String FIND_BYTES = """
            SELECT id
              FROM mail
             WHERE list = ? AND sha256 = ?
            """;

    private static final String KEEP_BYTES = """
            INSERT INTO mail (list, sha256, raw, size, arrival, answerable)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String HOLDINGS = """
            SELECT (SELECT COUNT(*) FROM mail WHERE list = ?),
                   (SELECT COUNT(*) FROM mail WHERE list = ? AND state = 'QUARANTINED'),
                   (SELECT COUNT(*) FROM series WHERE list = ? AND merged_into IS NULL),
                   (SELECT COUNT(DISTINCT j.series) FROM judgement j JOIN series s ON s.id = j.series WHERE s.list = ?),
                   (SELECT COUNT(*) FROM finding f JOIN judgement j ON j.id = f.judgement
                                                   JOIN series s ON s.id = j.series WHERE s.list = ?)
            """;

    private static final String KILLERS = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE state = 'FETCHED' AND attempts >= 3
             ORDER BY id
            """;

    private static final String QUARANTINE_KILLER = """
            UPDATE mail
               SET state = 'QUARANTINED', reason = 'crash', quarantined_at = ?
             WHERE id = ? AND state = 'FETCHED'
            """;

    private static final String NEVER_TRIED = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE state = 'FETCHED' AND attempts = 0
             ORDER BY id
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String TRIED_BEFORE = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE state = 'FETCHED' AND attempts BETWEEN 1 AND 2
             ORDER BY id
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String COUNT_ATTEMPT = """
            UPDATE mail
               SET attempts = attempts + 1
             WHERE id = ?
            """;

    private static final String QUARANTINE = """
            UPDATE mail
               SET state = 'QUARANTINED', reason = ?, quarantined_at = ?, message_id = ?, subject = ?, sender_name = ?,
                   sender_address = ?, sent_at = ?
             WHERE id = ? AND state = 'FETCHED'
            """;

    private static final String KNOWN_ROBOT = """
            UPDATE mail
               SET robot = ?
             WHERE id = ?
            """;

    private static final String UNASSEMBLED = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE state = 'PARSED' AND list = ?
             ORDER BY id
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String UNDER_ID = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE list = ? AND message_id = ? AND state IN ('PARSED', 'ASSEMBLED', 'DUPLICATE')
             ORDER BY id
            """;

    private static final String COPIES = """
            SELECT c.id, c.list, c.sha256, c.arrival, c.size, c.answerable
              FROM mail m
              JOIN mail c ON c.list = m.list AND c.message_id = m.known_as
             WHERE m.id = ? AND c.state = 'DUPLICATE'
             ORDER BY c.id
            """;

    private static final String RAW = """
            SELECT raw
              FROM mail
             WHERE id = ?
            """;

    private final Transactions transactions;

    H2Ledger(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mailbox open(WatchedList list, long uidValidity, long uidNext, Instant now) {
        return transactions.write("ledger.open", sql -> {
            Optional<Mailbox> known = find(sql, list, uidValidity);
            if (known.isEmpty()) {
                sql.update(
                        MAKE_MAILBOX,
                        list.name(),
                        list.account(),
                        list.folder(),
                        uidValidity,
                        uidNext,
                        now,
                        list.mode().word());
                Watermark.tell(sql, list, uidValidity, uidNext, now);
            } else {
                Watermark.follow(sql, list, known.get(), uidNext, now);
            }
            return find(sql, list, uidValidity).orElseThrow();
        });
    }

    @Override
    public void keep(Mailbox mailbox, List<MailSource.Fetched> fetched, List<MailSource.Listing> gone, long nextUid) {
        transactions.changeOnDisk("ledger.keep", sql -> {
            fetched.forEach(mail -> list(sql, mailbox, mail.listing(), Optional.of(mailOf(sql, mailbox, mail))));
            gone.forEach(listing -> list(sql, mailbox, listing, Optional.empty()));
            if (sql.update(MOVE_CURSOR, nextUid, mailbox.id(), nextUid) == 0) {
                throw new IllegalStateException("the cursor of " + mailbox + " would go back to " + nextUid);
            }
        });
    }

    @Override
    public int keepArchived(String list, List<Archived> mails) {
        return transactions.writeToDisk("ledger.archived", sql -> mails.stream()
                .mapToInt(mail -> archived(sql, list, mail))
                .sum());
    }

    private static int archived(Sql sql, String list, Archived mail) {
        String hash = Sha256.hex(mail.bytes());
        if (sql.one(FIND_BYTES, row -> row.number(1), list, hash).isPresent()) {
            return 0;
        }
        return sql.update(KEEP_BYTES, list, hash, RawMail.pack(mail.bytes()), mail.size(), mail.arrival(), false);
    }

    @Override
    public Holdings holdings(String list) {
        return transactions.read(sql -> sql.one(
                        HOLDINGS,
                        row -> new Holdings(row.number(1), row.number(2), row.number(3), row.number(4), row.number(5)),
                        list,
                        list,
                        list,
                        list,
                        list)
                .orElseThrow());
    }

    @Override
    public void atOnce(Runnable steps) {
        transactions.together("ledger.at-once", steps);
    }

    @Override
    public void polled(Mailbox mailbox, Instant now) {
        transactions.change("ledger.polled", sql -> sql.update(POLLED, now, mailbox.id()));
    }

    @Override
    public List<StoredMail> claimUnparsed(int limit) {
        return transactions.write("ledger.claim", sql -> {
            List<StoredMail> fresh = sql.list(NEVER_TRIED, H2Ledger::storedMail, limit);
            List<StoredMail> claimed = fresh.isEmpty() ? sql.list(TRIED_BEFORE, H2Ledger::storedMail) : fresh;
            claimed.forEach(mail -> sql.update(COUNT_ATTEMPT, mail.id()));
            return claimed;
        });
    }

    @Override
    public List<StoredMail> quarantineKillers(Instant now) {
        List<StoredMail> killers = transactions.read(sql -> sql.list(KILLERS, H2Ledger::storedMail));
        if (!killers.isEmpty()) {
            transactions.change(
                    "ledger.quarantine-killers",
                    sql -> killers.forEach(mail -> sql.update(QUARANTINE_KILLER, now, mail.id())));
        }
        return killers;
    }

    @Override
    public void parsed(StoredMail mail, ListMail read, List<ReadMail> copies, Optional<String> robot) {
        transactions.change("ledger.parsed", sql -> {
            MailContent.keep(sql, mail, read, copies);
            robot.ifPresent(reason -> sql.update(KNOWN_ROBOT, reason, mail.id()));
        });
    }

    @Override
    public List<StoredMail> underId(String list, MessageId id) {
        return transactions.read(sql -> sql.list(UNDER_ID, H2Ledger::storedMail, list, id.value()));
    }

    @Override
    public List<StoredMail> copiesOf(Collection<StoredMail> mails) {
        return transactions.read(sql -> mails.stream()
                .flatMap(mail -> sql.list(COPIES, H2Ledger::storedMail, mail.id()).stream())
                .toList());
    }

    @Override
    public void quarantine(StoredMail mail, String reason, Envelope envelope, Instant now) {
        transactions.change(
                "ledger.quarantine",
                sql -> sql.update(
                        QUARANTINE,
                        reason,
                        now,
                        envelope.id().value(),
                        envelope.subject(),
                        envelope.from().name(),
                        envelope.from().email(),
                        envelope.date(),
                        mail.id()));
    }

    @Override
    public List<StoredMail> unassembled(String list, int limit) {
        return transactions.read(sql -> sql.list(UNASSEMBLED, H2Ledger::storedMail, list, limit));
    }

    @Override
    public List<StoredMail> neighbourhood(String list, Collection<Long> mails) {
        return transactions.read(sql -> new Neighbourhood(sql, list).of(mails));
    }

    @Override
    public byte[] raw(StoredMail mail) {
        return transactions
                .read(sql -> sql.one(RAW, row -> RawMail.unpack(row.bytes(1)), mail.id()))
                .orElseThrow(() -> new IllegalStateException("claimed, but never stored: " + mail));
    }

    /** Of columns id, list, sha256, arrival, size, answerable. */
    static StoredMail storedMail(Sql.Row row) throws SQLException {
        return new StoredMail(row.number(1), row.text(2), row.text(3), row.instant(4), row.number(5), row.flag(6));
    }

    private static Optional<Mailbox> find(Sql sql, WatchedList list, long uidValidity) {
        return sql.one(
                FIND_MAILBOX,
                row -> new Mailbox(
                        row.number(1),
                        row.text(2),
                        row.text(3),
                        row.text(4),
                        row.number(5),
                        row.number(6),
                        row.number(7),
                        row.instant(8)),
                list.name(),
                list.account(),
                list.folder(),
                uidValidity);
    }

    private static long mailOf(Sql sql, Mailbox mailbox, MailSource.Fetched mail) {
        String hash = Sha256.hex(mail.bytes());
        MailSource.Listing listing = mail.listing();
        boolean answerable =
                listing.uid() >= mailbox.watermarkUid() && !listing.arrival().isBefore(mailbox.watermarkAt());
        return sql.one(FIND_BYTES, row -> row.number(1), mailbox.list(), hash)
                .orElseGet(() -> sql.insert(
                        KEEP_BYTES,
                        mailbox.list(),
                        hash,
                        RawMail.pack(mail.bytes()),
                        listing.size(),
                        listing.arrival(),
                        answerable));
    }

    private static void list(Sql sql, Mailbox mailbox, MailSource.Listing listing, Optional<Long> mail) {
        sql.update(
                LISTED,
                mailbox.id(),
                listing.uid(),
                mail.isPresent() ? "STORED" : "GONE",
                listing.size(),
                listing.arrival(),
                mail,
                mailbox.id(),
                listing.uid());
    }
}
