package org.triaged.store;

import java.time.Instant;
import java.util.Locale;
import org.triaged.triage.NoCopies;

/** Table {@code nocopy}. */
final class H2NoCopies implements NoCopies {

    private static final String HOLDS = """
            SELECT 1
              FROM nocopy
             WHERE address = ? AND cleared_at IS NULL
            """;

    private static final String SET_AGAIN = """
            UPDATE nocopy
               SET set_at = ?, cleared_at = NULL
             WHERE address = ?
            """;

    private static final String SET = """
            INSERT INTO nocopy (address, set_at)
            VALUES (?, ?)
            """;

    private static final String CLEAR = """
            UPDATE nocopy
               SET cleared_at = ?
             WHERE address = ? AND cleared_at IS NULL
            """;

    private final Transactions transactions;

    H2NoCopies(Transactions transactions) {
        this.transactions = transactions;
    }

    static boolean holds(Sql sql, String address) {
        return sql.exists(HOLDS, key(address));
    }

    @Override
    public boolean set(String address, String actor, String why, Instant now) {
        return transactions.writeToDisk("nocopy.set", sql -> {
            boolean fresh = !holds(sql, address);
            if (fresh) {
                if (sql.update(SET_AGAIN, now, key(address)) == 0) {
                    sql.update(SET, key(address), now);
                }
                note(sql, actor, AuditEntry.of(now, "nocopy-set", "address", key(address)), why);
            }
            return fresh;
        });
    }

    @Override
    public boolean clear(String address, String actor, String why, Instant now) {
        return transactions.writeToDisk("nocopy.clear", sql -> {
            boolean held = sql.update(CLEAR, now, key(address)) == 1;
            if (held) {
                note(sql, actor, AuditEntry.of(now, "nocopy-cleared", "address", key(address)), why);
            }
            return held;
        });
    }

    private static void note(Sql sql, String actor, AuditEntry entry, String why) {
        AuditChain.append(sql, actor, entry.saying(why));
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
