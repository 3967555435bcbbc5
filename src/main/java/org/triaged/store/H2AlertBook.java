package org.triaged.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.reply.AdminMail;
import org.triaged.triage.Alarm;
import org.triaged.triage.AlertBook;

/** Tables {@code alert} and {@code admin_mail}. */
final class H2AlertBook implements AlertBook {

    /** What did not happen for so long, and happens again, has begun anew. */
    private static final Duration ENDED = Duration.ofHours(1);

    private static final String NOTE_AGAIN = """
            UPDATE alert
               SET said = ?,
                   first_at = CASE WHEN told_at IS NULL AND last_at >= ? THEN first_at ELSE ? END,
                   times = CASE WHEN told_at IS NULL THEN times + ? ELSE ? END,
                   last_at = ?, told_at = NULL
             WHERE alarm = ? AND about = ?
            """;

    private static final String NOTE = """
            INSERT INTO alert (said, first_at, times, last_at, alarm, about)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String UNTOLD = """
            SELECT alarm, about, said, times, first_at, last_at
              FROM alert
             WHERE told_at IS NULL
             ORDER BY alarm, first_at, about
            """;

    private static final String TELL = """
            UPDATE alert
               SET told_at = ?
             WHERE alarm = ? AND about = ? AND last_at = ? AND times = ?
            """;

    private static final String MAILED = """
            SELECT 1
              FROM admin_mail
             WHERE kind = ? AND topic = ? AND (state IN ('READY', 'SENDING') OR made_at > ? AND made_at < ?)
            """;

    private static final String NEWEST_DIGEST = """
            SELECT MAX(made_at)
              FROM admin_mail
             WHERE kind = 'DIGEST' AND made_at <= ?
            """;

    private static final String MADE = """
            SELECT 1
              FROM admin_mail
             WHERE message_id = ?
            """;

    private static final String BEGIN = """
            INSERT INTO admin_mail (message_id, kind, topic, state, raw, sender, recipients, attempts, made_at, next_at,
                                    server_line)
            VALUES (?, ?, ?, 'SENDING', ?, ?, ?, 1, ?, ?, '')
            """;

    private static final String OPEN = """
            SELECT message_id, sender, recipients, raw, state, attempts
              FROM admin_mail
             WHERE state = 'SENDING' OR state = 'READY' AND next_at <= ?
             ORDER BY made_at, message_id
            """;

    private static final String AGAIN = """
            UPDATE admin_mail
               SET state = 'SENDING', attempts = attempts + 1
             WHERE message_id = ? AND state IN ('READY', 'SENDING')
            """;

    private static final String SETTLE = """
            UPDATE admin_mail
               SET state = ?, server_line = ?, next_at = ?,
                   attempts = CASE WHEN ? = 'READY' THEN 0 ELSE attempts END
             WHERE message_id = ? AND state = 'SENDING'
            """;

    private static final String FORGET_ALERTS = """
            DELETE FROM alert
             WHERE last_at < ?
            """;

    private static final String FORGET_MAILS = """
            DELETE FROM admin_mail
             WHERE made_at < ? AND kind = 'ALERT' AND state NOT IN ('READY', 'SENDING')
            """;

    private static final String OLD = """
            SELECT 1
              FROM alert
             WHERE last_at < ?
             UNION ALL
            SELECT 1
              FROM admin_mail
             WHERE made_at < ? AND kind = 'ALERT' AND state NOT IN ('READY', 'SENDING')
             FETCH FIRST 1 ROW ONLY
            """;

    private final Transactions transactions;

    H2AlertBook(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void note(Alert alert) {
        String said = String.join("\n", alert.said());
        transactions.change("alert.noted", sql -> {
            int known = sql.update(
                    NOTE_AGAIN,
                    said,
                    alert.first().minus(ENDED),
                    alert.first(),
                    alert.count(),
                    alert.count(),
                    alert.last(),
                    alert.alarm().word(),
                    alert.about());
            if (known == 0) {
                sql.update(
                        NOTE,
                        said,
                        alert.first(),
                        alert.count(),
                        alert.last(),
                        alert.alarm().word(),
                        alert.about());
            }
        });
    }

    @Override
    public List<Alert> untold() {
        return transactions.read(sql -> sql.list(
                UNTOLD,
                row -> new Alert(
                        Alarm.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
                        row.text(2),
                        row.text(3).lines().toList(),
                        row.integer(4),
                        row.instant(5),
                        row.instant(6))));
    }

    @Override
    public boolean mailed(Topic topic, Instant from, Instant until) {
        return transactions.read(sql -> sql.exists(MAILED, topic.kind().name(), topic.key(), from, until));
    }

    @Override
    public Optional<Instant> newestDigest(Instant now) {
        return transactions.read(
                sql -> sql.one(NEWEST_DIGEST, Sql.Row::maybeFirstInstant, now).flatMap(found -> found));
    }

    @Override
    public boolean begin(Topic topic, AdminMail mail, List<Alert> told, Instant now) {
        return transactions.write("admin-mail.begun", sql -> {
            if (sql.exists(MADE, mail.messageId().value())) {
                return false;
            }
            sql.update(
                    BEGIN,
                    mail.messageId().value(),
                    topic.kind().name(),
                    topic.key(),
                    mail.bytes(),
                    mail.sender(),
                    String.join("\n", mail.recipients()),
                    now,
                    now);
            told.forEach(
                    alert -> sql.update(TELL, now, alert.alarm().word(), alert.about(), alert.last(), alert.count()));
            return true;
        });
    }

    @Override
    public List<Open> open(Instant now) {
        return transactions.read(sql -> sql.list(
                OPEN,
                row -> new Open(
                        new AdminMail(
                                new MessageId(row.text(1)),
                                row.text(2),
                                row.text(3).lines().toList(),
                                row.bytes(4)),
                        State.valueOf(row.text(5)),
                        row.integer(6)),
                now));
    }

    @Override
    public void again(MessageId mail) {
        transactions.change("admin-mail.again", sql -> sql.update(AGAIN, mail.value()));
    }

    @Override
    public void settle(MessageId mail, State state, String said, Instant next) {
        transactions.change(
                "admin-mail.settled", sql -> sql.update(SETTLE, state.name(), said, next, state.name(), mail.value()));
    }

    @Override
    public void forget(Instant before) {
        if (transactions.read(sql -> sql.exists(OLD, before, before))) {
            transactions.change("alert.forgotten", sql -> {
                sql.update(FORGET_ALERTS, before);
                sql.update(FORGET_MAILS, before);
            });
        }
    }
}
