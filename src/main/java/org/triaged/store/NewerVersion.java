package org.triaged.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;
import org.triaged.triage.Outbox;

/**
 * Looks for a higher version of the series a reply speaks of: what assembly linked to it, or what the same sender posted
 * under the same title.
 */
final class NewerVersion {

    private static final String OF_REPLY = """
            SELECT DISTINCT s.id, s.root, s.sender_key, s.title_key
              FROM series s
              JOIN series_patch p ON p.series = s.id
              JOIN mail m ON m.id = p.mail
              JOIN reply_covers c ON c.list = m.list AND c.message_id = m.known_as
             WHERE c.reply = ?
             ORDER BY s.id
            """;

    private static final String OF_ROOT = """
            SELECT s.id, s.root, s.sender_key, s.title_key
              FROM series s
             WHERE s.list = ? AND s.root = ? AND s.version = ? AND s.merged_into IS NULL
            """;

    private static final String SAME_TITLE = """
            SELECT s.id, s.root, s.version
              FROM series s
             WHERE s.list = ? AND s.sender_key = ? AND s.title_key = ? AND s.version > ? AND s.merged_into IS NULL
             ORDER BY s.version, s.id
            """;

    private static final String LINKED = """
            SELECT s.id, s.root, s.version
              FROM series s
             WHERE s.list = ? AND s.previous_root = ? AND s.merged_into IS NULL
             ORDER BY s.version, s.id
            """;

    private static final String FIRST_MAIL = """
            SELECT m.known_as
              FROM series_patch p
              JOIN mail m ON m.id = p.mail
             WHERE p.series = ? AND m.known_as IS NOT NULL
             ORDER BY p.part
             FETCH FIRST 1 ROW ONLY
            """;

    private final Sql sql;
    private final Outbox.Row reply;

    NewerVersion(Sql sql, Outbox.Row reply) {
        this.sql = sql;
        this.reply = reply;
    }

    private record Answered(String root, Optional<String> sender, String title) {}

    private record Posting(long id, String root, int version) {}

    Optional<MessageId> find() {
        return answered().stream()
                .flatMap(series -> sameTitle(series).or(() -> linkedTo(series.root())).stream())
                .findFirst()
                .flatMap(this::firstMail);
    }

    private List<Answered> answered() {
        Sql.Reader<Answered> reader = row -> new Answered(row.text(2), row.maybeText(3), row.text(4));
        List<Answered> covered = sql.list(OF_REPLY, reader, reply.id());
        return covered.isEmpty()
                ? sql.list(OF_ROOT, reader, reply.list(), reply.root().value(), reply.version())
                : covered;
    }

    private Optional<Posting> sameTitle(Answered series) {
        return series.sender()
                .flatMap(sender -> sql.one(
                        SAME_TITLE, NewerVersion::posting, reply.list(), sender, series.title(), reply.version()));
    }

    /** Follows the links from older to newer; each posting is visited once, whatever they claim. */
    private Optional<Posting> linkedTo(String root) {
        Set<String> visited = new HashSet<>();
        Deque<String> roots = new ArrayDeque<>(List.of(root));
        while (!roots.isEmpty()) {
            String next = roots.remove();
            if (visited.add(next)) {
                for (Posting posting : sql.list(LINKED, NewerVersion::posting, reply.list(), next)) {
                    if (posting.version() > reply.version()) {
                        return Optional.of(posting);
                    }
                    roots.add(posting.root());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<MessageId> firstMail(Posting posting) {
        return sql.one(FIRST_MAIL, row -> new MessageId(row.text(1)), posting.id());
    }

    private static Posting posting(Sql.Row row) throws java.sql.SQLException {
        return new Posting(row.number(1), row.text(2), row.integer(3));
    }
}
