package org.triaged.store;

import java.sql.SQLException;
import java.util.List;
import org.triaged.mail.MessageId;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.ReplyState;
import org.triaged.triage.TriedReplies;

/** Over tables {@code reply} and {@code mail}. */
final class H2TriedReplies implements TriedReplies {

    private static final String IN_ROWS = """
            SELECT report, message_id, list, root, version, anchor, sha256, attempts, recipients, kind, state
              FROM reply
             WHERE attempts > 0 OR state IN ('SENT', 'SEEN')
             ORDER BY id
            """;

    private static final String IN_FOLDERS_ALONE = """
            SELECT m.list, m.raw, m.arrival
              FROM mail m
             WHERE m.known_as LIKE 'triaged1.%' AND m.robot IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM reply r WHERE r.message_id = m.known_as)
             ORDER BY m.id
            """;

    private final Transactions transactions;

    H2TriedReplies(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Tried> inRows() {
        return transactions.read(sql -> sql.list(IN_ROWS, H2TriedReplies::tried));
    }

    @Override
    public List<Returned> inFoldersAlone() {
        return transactions.read(sql -> sql.list(
                IN_FOLDERS_ALONE, row -> new Returned(row.text(1), RawMail.unpack(row.bytes(2)), row.instant(3))));
    }

    private static Tried tried(Sql.Row row) throws SQLException {
        JournalEntry.Intent intent = new JournalEntry.Intent(
                row.text(1),
                new MessageId(row.text(2)),
                row.text(3),
                new MessageId(row.text(4)),
                row.integer(5),
                new MessageId(row.text(6)),
                row.text(7),
                Math.max(1, row.integer(8)),
                Math.toIntExact(row.text(9).lines().count()),
                row.text(10));
        return new Tried(intent, ReplyState.valueOf(row.text(11)));
    }
}
