package org.triaged.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.SeriesArchive;
import org.triaged.triage.SeriesBook;

/** Table {@code series}, read from one end to the other. */
final class H2SeriesArchive implements SeriesArchive {

    private static final String COUNT = """
            SELECT COUNT(*)
              FROM series s
             WHERE s.list = ? AND s.merged_into IS NULL
               AND EXISTS (SELECT 1
                             FROM series_patch p
                             JOIN mail m ON m.id = p.mail
                            WHERE p.series = s.id AND m.arrival >= ?)
            """;

    private static final String NEXT = """
            SELECT s.id, s.root
              FROM series s
             WHERE s.list = ? AND s.merged_into IS NULL AND s.id > ?
               AND EXISTS (SELECT 1
                             FROM series_patch p
                             JOIN mail m ON m.id = p.mail
                            WHERE p.series = s.id AND m.arrival >= ?)
             ORDER BY s.id
             FETCH FIRST ? ROWS ONLY
            """;

    private static final String MEMBERS = """
            SELECT mail
              FROM series_patch
             WHERE series = ?
             ORDER BY part
            """;

    private final Transactions transactions;

    H2SeriesArchive(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Posting(long id, MessageId root) {}

    @Override
    public int count(String list, Optional<Instant> since) {
        return transactions.read(sql -> sql.one(COUNT, row -> row.integer(1), list, since.orElse(Instant.EPOCH))
                .orElse(0));
    }

    @Override
    public List<SeriesBook.Due> next(String list, Optional<Instant> since, long beyond, int limit) {
        return transactions.read(sql -> sql
                .list(
                        NEXT,
                        row -> new Posting(row.number(1), new MessageId(row.text(2))),
                        list,
                        beyond,
                        since.orElse(Instant.EPOCH),
                        limit)
                .stream()
                .map(one -> new SeriesBook.Due(
                        one.id(),
                        one.root(),
                        sql.list(MEMBERS, member -> member.number(1), one.id()),
                        Optional.empty()))
                .toList());
    }
}
