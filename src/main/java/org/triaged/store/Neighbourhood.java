package org.triaged.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.triaged.triage.StoredMail;

/**
 * Mails that may share a series or a work with given ones. Threads connect all mails, by parents known or not, and so does
 * what says that it supersedes another; a change id connects those of one sender; sender with time or title connect only
 * those that can be part of a series, else one busy reviewer would connect the whole list. It visits
 * each mail, each id, each sender with title and each half hour of a sender once, however many mails lie in it.
 */
final class Neighbourhood {

    private static final long HALF_HOUR = Duration.ofMinutes(30).toSeconds();

    private static final String NODE = """
            SELECT id, known_as, sender_key, title_key, sent_at,
                   kind IN ('patch', 'cover', 'pull', 'foreign')
                   OR kind = 'other'
                      AND EXISTS (SELECT 1
                                    FROM mail_reference r
                                    JOIN mail c ON c.id = r.mail
                                   WHERE r.list = m.list AND r.parent_id = m.known_as AND c.kind IN ('patch', 'pull'))
              FROM mail m
             WHERE id = ? AND list = ? AND known_as IS NOT NULL
            """;

    private static final String PARENTS = """
            SELECT parent_id
              FROM mail_reference
             WHERE mail = ?
            """;

    private static final String KNOWN_AS = """
            SELECT id
              FROM mail
             WHERE list = ? AND known_as = ?
            """;

    private static final String CHILDREN = """
            SELECT mail
              FROM mail_reference
             WHERE list = ? AND parent_id = ?
            """;

    private static final String LINKS = """
            SELECT kind, target
              FROM mail_link
             WHERE mail = ?
            """;

    private static final String LINKING = """
            SELECT mail
              FROM mail_link
             WHERE list = ? AND kind = 'supersedes' AND target = ?
            """;

    private static final String OF_THAT_CHANGE = """
            SELECT l.mail
              FROM mail_link l
              JOIN mail m ON m.id = l.mail
             WHERE l.list = ? AND l.kind = 'change-id' AND l.target = ? AND m.sender_key = ?
            """;

    private static final String AT_THAT_TIME = """
            SELECT id
              FROM mail
             WHERE list = ? AND sender_key = ? AND sent_at >= ? AND sent_at < ?
               AND known_as IS NOT NULL AND kind IN ('patch', 'cover', 'pull', 'foreign')
            """;

    private static final String UNDER_THAT_TITLE = """
            SELECT id
              FROM mail
             WHERE list = ? AND sender_key = ? AND title_key = ?
               AND known_as IS NOT NULL AND kind IN ('patch', 'cover', 'pull', 'foreign', 'other')
            """;

    private static final String LOAD = """
            SELECT id, list, sha256, arrival, size, answerable
              FROM mail
             WHERE id = ?
            """;

    private final Sql sql;
    private final String list;
    private final Deque<Long> open = new ArrayDeque<>();
    private final Set<Long> queued = new HashSet<>();
    private final Set<Long> found = new TreeSet<>();
    private final Set<String> visitedIds = new HashSet<>();
    private final Set<Title> visitedTitles = new HashSet<>();
    private final Set<Change> visitedChanges = new HashSet<>();
    private final Set<HalfHour> visitedTimes = new HashSet<>();

    Neighbourhood(Sql sql, String list) {
        this.sql = sql;
        this.list = list;
    }

    private record Node(
            long id, String knownAs, Optional<String> sender, String title, Instant sentAt, boolean canBePart) {}

    private record Title(String sender, String title) {}

    private record Change(String sender, String id) {}

    private record Link(String kind, String target) {}

    /** @param number counted from 1970 */
    private record HalfHour(String sender, long number) {}

    /** In the order of storing. */
    List<StoredMail> of(Collection<Long> mails) {
        queue(mails);
        while (!open.isEmpty()) {
            node(open.remove()).ifPresent(this::visit);
        }
        List<StoredMail> loaded = new ArrayList<>();
        found.forEach(id -> loaded.addAll(sql.list(LOAD, H2Ledger::storedMail, id)));
        return List.copyOf(loaded);
    }

    private Optional<Node> node(long id) {
        return sql.one(
                NODE,
                row -> new Node(row.number(1), row.text(2), row.maybeText(3), row.text(4), row.instant(5), row.flag(6)),
                id,
                list);
    }

    private void queue(Collection<Long> mails) {
        mails.stream().filter(queued::add).forEach(open::add);
    }

    private void visit(Node node) {
        found.add(node.id());
        visitId(node.knownAs());
        sql.list(PARENTS, row -> row.text(1), node.id()).forEach(this::visitId);
        sql.list(LINKS, row -> new Link(row.text(1), row.text(2)), node.id()).forEach(link -> follow(link, node));
        if (node.canBePart()) {
            node.sender().ifPresent(sender -> visitSender(sender, node));
        }
    }

    private void visitId(String id) {
        if (visitedIds.add(id)) {
            queue(sql.list(KNOWN_AS, row -> row.number(1), list, id));
            queue(sql.list(CHILDREN, row -> row.number(1), list, id));
            queue(sql.list(LINKING, row -> row.number(1), list, id));
        }
    }

    private void follow(Link link, Node node) {
        if (link.kind().equals(MailLinks.SUPERSEDES)) {
            visitId(link.target());
        } else {
            node.sender().map(sender -> new Change(sender, link.target())).ifPresent(this::visitChange);
        }
    }

    private void visitChange(Change change) {
        if (visitedChanges.add(change)) {
            queue(sql.list(OF_THAT_CHANGE, row -> row.number(1), list, change.id(), change.sender()));
        }
    }

    private void visitSender(String sender, Node node) {
        long halfHour = Math.floorDiv(node.sentAt().getEpochSecond(), HALF_HOUR);
        for (long near = halfHour - 1; near <= halfHour + 1; near++) {
            visitTime(new HalfHour(sender, near));
        }
        if (visitedTitles.add(new Title(sender, node.title()))) {
            queue(sql.list(UNDER_THAT_TITLE, row -> row.number(1), list, sender, node.title()));
        }
    }

    private void visitTime(HalfHour time) {
        if (visitedTimes.add(time)) {
            Instant from = Instant.ofEpochSecond(time.number() * HALF_HOUR);
            Instant to = from.plusSeconds(HALF_HOUR);
            queue(sql.list(AT_THAT_TIME, row -> row.number(1), list, time.sender(), from, to));
        }
    }
}
