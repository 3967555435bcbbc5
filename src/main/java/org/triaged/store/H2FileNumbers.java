package org.triaged.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triaged.triage.FileNumbers;

/** Table {@code maildir_file}. */
final class H2FileNumbers implements FileNumbers {

    private static final String KNOWN = """
            SELECT number
              FROM maildir_file
             WHERE folder = ? AND name = ?
            """;

    private static final String LAST = """
            SELECT number
              FROM maildir_file
             WHERE folder = ?
             ORDER BY folder DESC, number DESC
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String NAMES = """
            SELECT name
              FROM maildir_file
             WHERE folder = ? AND number BETWEEN ? AND ? AND name IS NOT NULL
            """;

    private static final String GIVE = """
            INSERT INTO maildir_file (folder, number, name)
            VALUES (?, ?, ?)
            """;

    private static final String TAKE_BACK = """
            UPDATE maildir_file
               SET name = NULL
             WHERE folder = ? AND name = ?
            """;

    private final Transactions transactions;

    H2FileNumbers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<String, Long> known(String folder, Collection<String> names) {
        return transactions.read(sql -> {
            Map<String, Long> known = new HashMap<>();
            names.forEach(name ->
                    sql.one(KNOWN, row -> row.number(1), folder, name).ifPresent(number -> known.put(name, number)));
            return known;
        });
    }

    @Override
    public Map<String, Long> give(String folder, List<String> names) {
        return transactions.write("files.numbered", sql -> {
            long last = sql.one(LAST, row -> row.number(1), folder).orElse(0L);
            Map<String, Long> given = new HashMap<>();
            for (String name : names) {
                last++;
                sql.update(GIVE, folder, last, name);
                given.put(name, last);
            }
            return given;
        });
    }

    @Override
    public Collection<String> names(String folder, long first, long last) {
        return transactions.read(sql -> sql.list(NAMES, row -> row.text(1), folder, first, last));
    }

    @Override
    public void takeBack(String folder, Collection<String> names) {
        transactions.change("files.taken-back", sql -> names.forEach(name -> sql.update(TAKE_BACK, folder, name)));
    }
}
