package org.triaged.store;

import java.time.Instant;
import org.triaged.triage.FitWords;

/** Table {@code fit_words}. */
final class H2FitWords implements FitWords {

    private static final String KNOWN = """
            SELECT 1
              FROM fit_words
             WHERE fingerprint = ?
            """;

    private static final String FORGET = """
            DELETE FROM fit_words
            """;

    private static final String KEEP = """
            INSERT INTO fit_words (fingerprint, found_at)
            VALUES (?, ?)
            """;

    private final Transactions transactions;

    H2FitWords(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean known(String fingerprint) {
        return transactions.read(sql -> sql.exists(KNOWN, fingerprint));
    }

    @Override
    public void keep(String fingerprint, Instant now) {
        transactions.change("words.fit", sql -> {
            sql.update(FORGET);
            sql.update(KEEP, fingerprint, now);
        });
    }
}
