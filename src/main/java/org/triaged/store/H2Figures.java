package org.triaged.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Demotion;
import org.triaged.triage.Figures;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Status;

/** Counts over tables {@code reply}, {@code mail} and {@code series}, and the size of the file they lie in. */
final class H2Figures implements Figures {

    private static final String REPLIES = """
            SELECT list, state, COUNT(*)
              FROM reply
             GROUP BY list, state
            """;

    private static final String QUARANTINED = """
            SELECT list, COUNT(*), MAX(quarantined_at)
              FROM mail
             WHERE state = 'QUARANTINED'
             GROUP BY list
             ORDER BY list
            """;

    private static final String OLDEST_WAITING = """
            SELECT report, list, state, composed_at
              FROM reply
             WHERE state IN ('READY', 'SENDING', 'UNKNOWN', 'HELD')
             ORDER BY composed_at, id
             FETCH FIRST 1 ROW ONLY
            """;

    private static final String TO_READ = """
            SELECT COUNT(*)
              FROM mail
             WHERE state = 'FETCHED'
            """;

    private static final String TO_JUDGE = """
            SELECT COUNT(*)
              FROM series
             WHERE look_at IS NOT NULL
            """;

    private final Transactions transactions;
    private final Path database;

    H2Figures(Transactions transactions, Path database) {
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public List<Replies> replies() {
        return transactions.read(sql ->
                sql.list(REPLIES, row -> new Replies(row.text(1), ReplyState.valueOf(row.text(2)), row.integer(3))));
    }

    @Override
    public List<Quarantined> quarantined() {
        return transactions.read(
                sql -> sql.list(QUARANTINED, row -> new Quarantined(row.text(1), row.integer(2), row.instant(3))));
    }

    @Override
    public Optional<Status.Waiting> oldestWaiting() {
        return transactions.read(sql -> sql.one(
                OLDEST_WAITING,
                row -> new Status.Waiting(row.text(1), row.text(2), ReplyState.valueOf(row.text(3)), row.instant(4))));
    }

    @Override
    public int mailsToRead() {
        return count(TO_READ);
    }

    @Override
    public int seriesToJudge() {
        return count(TO_JUDGE);
    }

    @Override
    public List<Demotion> demoted() {
        return transactions.read(sql -> new Demotions(sql).holding());
    }

    @Override
    public Status.Space space() {
        try {
            return new Status.Space(
                    Files.size(database), Files.getFileStore(database).getUsableSpace());
        } catch (IOException e) {
            throw Faults.file(database, e);
        }
    }

    private int count(String statement) {
        return transactions.read(
                sql -> sql.one(statement, row -> row.integer(1)).orElseThrow());
    }
}
