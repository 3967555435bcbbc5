package org.triaged.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.triage.BounceBook;
import org.triaged.triage.Outbox;

/** Tables {@code bounce}, {@code bounce_folder} and {@code dead_address}. */
final class H2BounceBook implements BounceBook {

    private static final String NEXT = """
            SELECT next_uid
              FROM bounce_folder
             WHERE account = ? AND folder = ? AND uid_validity = ?
            """;

    private static final String ADVANCE = """
            UPDATE bounce_folder
               SET next_uid = ?
             WHERE account = ? AND folder = ? AND uid_validity = ? AND next_uid <= ?
            """;

    private static final String TRY = """
            UPDATE bounce_folder
               SET attempts = CASE WHEN trying = ? THEN attempts + 1 ELSE 1 END, trying = ?
             WHERE account = ? AND folder = ? AND uid_validity = ?
            """;

    private static final String TRIED = """
            SELECT attempts
              FROM bounce_folder
             WHERE account = ? AND folder = ? AND uid_validity = ?
            """;

    private static final String BEGIN = """
            INSERT INTO bounce_folder (account, folder, uid_validity, next_uid)
            VALUES (?, ?, ?, ?)
            """;

    private static final String KNOWN = """
            SELECT 1
              FROM bounce
             WHERE account = ? AND folder = ? AND uid_validity = ? AND uid = ?
            """;

    private static final String KEEP = """
            INSERT INTO bounce (account, folder, uid_validity, uid, sha256, raw, arrival, recorded_at, verdict, report, list,
                                address, status)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Of two reports, since it was last revived. */
    private static final String FAILED_TWICE = """
            SELECT b.address
              FROM bounce b
             WHERE b.verdict = 'author' AND b.address = ?
               AND NOT EXISTS (SELECT 1
                                 FROM dead_address d
                                WHERE d.address = b.address AND (d.revived_at IS NULL OR d.revived_at >= b.recorded_at))
             GROUP BY b.address
            HAVING COUNT(DISTINCT b.report) >= 2
            """;

    private static final String DIES_AGAIN = """
            UPDATE dead_address
               SET died_at = ?, revived_at = NULL
             WHERE address = ?
            """;

    private static final String DIES = """
            INSERT INTO dead_address (address, died_at)
            VALUES (?, ?)
            """;

    private static final String REVIVE = """
            UPDATE dead_address
               SET revived_at = ?
             WHERE address = ? AND revived_at IS NULL
            """;

    private static final String IS_DEAD = """
            SELECT 1
              FROM dead_address
             WHERE address = ? AND revived_at IS NULL
            """;

    private static final String FORGET = """
            UPDATE bounce
               SET raw = NULL
             WHERE raw IS NOT NULL AND recorded_at < ?
            """;

    private static final String OLD = """
            SELECT 1
              FROM bounce
             WHERE raw IS NOT NULL AND recorded_at < ?
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String REPLY = """
            SELECT message_id
              FROM reply
             WHERE report = ?
            """;

    private final Transactions transactions;

    private final Outbox outbox;

    H2BounceBook(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public long next(Place place) {
        return transactions
                .read(sql -> sql.one(NEXT, row -> row.number(1), place.account(), place.folder(), place.uidValidity()))
                .orElse(1L);
    }

    @Override
    public int begin(Place place, long uid) {
        return transactions.write("bounce.begin", sql -> {
            if (!sql.exists(NEXT, place.account(), place.folder(), place.uidValidity())) {
                sql.update(BEGIN, place.account(), place.folder(), place.uidValidity(), 1);
            }
            sql.update(TRY, uid, uid, place.account(), place.folder(), place.uidValidity());
            return sql.one(TRIED, row -> (int) row.number(1), place.account(), place.folder(), place.uidValidity())
                    .orElseThrow();
        });
    }

    @Override
    public List<String> keep(Place place, List<Bounce> bounces, long nextUid, Instant now) {
        return transactions.write("bounce.keep", sql -> {
            List<String> dead = new ArrayList<>();
            for (Bounce bounce : bounces) {
                long uid = bounce.mail().listing().uid();
                if (!sql.exists(KNOWN, place.account(), place.folder(), place.uidValidity(), uid)) {
                    keep(sql, place, bounce, now);
                    bounce.address()
                            .filter(address -> bounce.verdict() == Verdict.AUTHOR && sql.exists(FAILED_TWICE, address))
                            .ifPresent(address -> {
                                die(sql, address, now);
                                dead.add(address);
                            });
                }
            }
            advance(sql, place, nextUid);
            return dead;
        });
    }

    @Override
    public void forget(Instant now) {
        Instant old = now.minus(Duration.ofDays(DAYS_KEPT));
        if (transactions.read(sql -> sql.exists(OLD, old))) {
            transactions.change("bounce.forget", sql -> sql.update(FORGET, old));
        }
    }

    @Override
    public Optional<Outbox.Row> reply(String report) {
        return transactions
                .read(sql -> sql.one(REPLY, row -> new MessageId(row.text(1)), report))
                .flatMap(outbox::find);
    }

    @Override
    public List<String> dead(List<String> addresses) {
        return transactions.read(sql -> addresses.stream()
                .filter(address -> sql.exists(IS_DEAD, address.toLowerCase(Locale.ROOT)))
                .toList());
    }

    @Override
    public boolean revive(String address, String actor, String why, Instant now) {
        String key = address.toLowerCase(Locale.ROOT);
        return transactions.write("bounce.revive", sql -> {
            boolean revived = sql.update(REVIVE, now, key) == 1;
            if (revived) {
                AuditChain.append(
                        sql,
                        actor,
                        AuditEntry.of(now, "address-revived", "address", key).saying(why));
            }
            return revived;
        });
    }

    private static void keep(Sql sql, Place place, Bounce bounce, Instant now) {
        byte[] bytes = bounce.mail().bytes();
        String hash = Sha256.hex(bytes);
        sql.update(
                KEEP,
                place.account(),
                place.folder(),
                place.uidValidity(),
                bounce.mail().listing().uid(),
                hash,
                RawMail.pack(bytes),
                bounce.mail().listing().arrival(),
                now,
                bounce.verdict().word(),
                bounce.report(),
                bounce.list(),
                bounce.address(),
                bounce.status().map(status -> status.length() > 40 ? status.substring(0, 40) : status));
        AuditChain.append(
                sql,
                AuditEntry.of(now, "bounced", "reply", bounce.report().orElse(""))
                        .on(bounce.list().orElse(""))
                        .judgedBy("", "", hash)
                        .because(bounce.verdict().word()));
    }

    private static void die(Sql sql, String address, Instant now) {
        if (sql.update(DIES_AGAIN, now, address) == 0) {
            sql.update(DIES, address, now);
        }
        AuditChain.append(
                sql, AuditEntry.of(now, "address-dead", "address", address).because("two-hard-bounces"));
    }

    private static void advance(Sql sql, Place place, long nextUid) {
        boolean known = sql.exists(NEXT, place.account(), place.folder(), place.uidValidity());
        if (known) {
            sql.update(ADVANCE, nextUid, place.account(), place.folder(), place.uidValidity(), nextUid);
        } else {
            sql.update(BEGIN, place.account(), place.folder(), place.uidValidity(), nextUid);
        }
    }
}
