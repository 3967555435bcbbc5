package org.triaged.store;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Quarantine;

/** Table {@code mail}, as far as it is in quarantine. */
final class H2Quarantine implements Quarantine {

    private static final String MAILS = """
            SELECT id, list, reason, message_id, subject, sender_name, sender_address, size, arrival, quarantined_at, attempts
              FROM mail
             WHERE state = 'QUARANTINED' AND (? = '' OR reason = ?)
             ORDER BY id
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String MAIL = """
            SELECT id, list, reason, message_id, subject, sender_name, sender_address, size, arrival, quarantined_at, attempts
              FROM mail
             WHERE state = 'QUARANTINED' AND (? = '' OR reason = ?) AND id = ?
            """;

    private static final String RAW = """
            SELECT raw
              FROM mail
             WHERE state = 'QUARANTINED' AND id = ?
            """;

    private static final String RETRY = """
            UPDATE mail
               SET state = 'FETCHED', attempts = 0, reason = NULL, quarantined_at = NULL, message_id = NULL, subject = NULL,
                   sender_name = NULL, sender_address = NULL, sent_at = NULL
             WHERE id = ? AND state = 'QUARANTINED'
            """;

    private final Transactions transactions;
    private final String actor;
    private final InstantSource clock;

    /** @param actor an admin */
    H2Quarantine(Transactions transactions, String actor, InstantSource clock) {
        this.transactions = transactions;
        this.actor = actor;
        this.clock = clock;
    }

    @Override
    public List<Mail> mails(Choice choice) {
        return transactions.read(sql -> mails(sql, choice));
    }

    @Override
    public Optional<byte[]> raw(long mail) {
        return transactions.read(sql -> sql.one(RAW, row -> RawMail.unpack(row.bytes(1)), mail));
    }

    @Override
    public List<Mail> retry(Choice choice, String why) {
        return transactions.write("quarantine.retry", sql -> {
            List<Mail> chosen = mails(sql, choice);
            for (Mail mail : chosen) {
                sql.update(RETRY, mail.id());
                AuditChain.append(
                        sql,
                        actor,
                        AuditEntry.of(clock.instant(), "quarantine-retry", "mail", Long.toString(mail.id()))
                                .on(mail.list())
                                .because(mail.cause())
                                .saying(why));
            }
            return chosen;
        });
    }

    private static List<Mail> mails(Sql sql, Choice choice) {
        String cause = choice.cause().orElse("");
        return choice.mails().isEmpty()
                ? sql.list(MAILS, H2Quarantine::mail, cause, cause, MOST)
                : choice.mails().stream()
                        .distinct()
                        .flatMap(id -> sql.one(MAIL, H2Quarantine::mail, cause, cause, id).stream())
                        .toList();
    }

    private static Mail mail(Sql.Row row) throws SQLException {
        return new Mail(
                row.number(1),
                row.text(2),
                row.text(3),
                row.maybeText(4),
                row.maybeText(5),
                row.maybeText(6),
                row.maybeText(7),
                row.number(8),
                row.instant(9),
                row.instant(10),
                row.integer(11));
    }
}
