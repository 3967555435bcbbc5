package org.triaged.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.triaged.mail.MessageId;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.triage.SeriesBook.Placed;

/** Tables {@code series} and {@code series_patch}, rewritten for one neighbourhood. */
final class Placement {

    private static final String FIND_MAIL = """
            SELECT id
              FROM mail
             WHERE list = ? AND sha256 = ?
            """;

    private static final String SERIES_OF = """
            SELECT series
              FROM series_patch
             WHERE mail = ?
            """;

    private static final String LEAVE = """
            DELETE FROM series_patch
             WHERE mail = ?
            """;

    private static final String JOIN = """
            INSERT INTO series_patch (series, part, mail)
            VALUES (?, ?, ?)
            """;

    private static final String MAKE = """
            INSERT INTO series (list, root, title, title_key, sender_name, sender_address, sender_key, version, fraction,
                                total, seen, pull, resend, partial, previous_root, newer_root)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CHANGE = """
            UPDATE series
               SET root = ?, title = ?, title_key = ?, sender_name = ?, sender_address = ?, sender_key = ?, version = ?,
                   fraction = ?, total = ?, seen = ?, pull = ?, resend = ?, partial = ?, previous_root = ?, newer_root = ?
             WHERE id = ?
            """;

    private static final String ASSEMBLE_ANEW = """
            UPDATE mail
               SET state = 'PARSED'
             WHERE id IN (SELECT mail FROM series_patch WHERE series = ?)
            """;

    private static final String EVICT = """
            DELETE FROM series_patch
             WHERE series = ?
            """;

    private static final String LOOK_AT = """
            UPDATE series
               SET look_at = ?
             WHERE id = ?
            """;

    /** Of a series that disclosed a tool or claimed an exception, and has no look ahead of it. */
    private static final String LOOK_AGAIN = """
            UPDATE series
               SET look_at = ?
             WHERE id = ? AND look_at IS NULL
               AND EXISTS (SELECT 1
                             FROM (SELECT j.id
                                     FROM judgement j
                                    WHERE j.series = ?
                                    UNION ALL
                                   SELECT j.id
                                     FROM series s
                                     JOIN judgement j ON j.series = s.id
                                    WHERE s.merged_into = ?) n
                            WHERE EXISTS (SELECT 1
                                            FROM finding f
                                           WHERE f.judgement = n.id AND f.rule = 'ai-declared')
                               OR EXISTS (SELECT 1 FROM exception_claim c WHERE c.judgement = n.id))
            """;

    private static final String IS_EMPTY = """
            SELECT 1
              FROM series s
             WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM series_patch p WHERE p.series = s.id)
            """;

    private static final String RETIRE = """
            UPDATE series
               SET merged_into = ?, look_at = NULL
             WHERE id = ?
            """;

    private static final String FOLLOW = """
            UPDATE series
               SET merged_into = ?
             WHERE merged_into = ?
            """;

    private static final String SETTLE_KIND = """
            UPDATE mail
               SET kind = ?, oddities = ?
             WHERE id = ? AND (kind <> ? OR oddities <> ?)
            """;

    private static final String ASSEMBLED = """
            UPDATE mail
               SET state = 'ASSEMBLED'
             WHERE id = ? AND state = 'PARSED'
            """;

    private final Sql sql;
    private final String list;
    private final Map<MessageId, Long> rows = new LinkedHashMap<>();

    /** Where each mail was before, and where it is now. */
    private final Map<Long, Long> before = new LinkedHashMap<>();

    private final Map<Long, Long> now = new LinkedHashMap<>();

    Placement(Sql sql, String list) {
        this.sql = sql;
        this.list = list;
    }

    void keep(List<Placed> placed, List<ListMail> mails, Collection<Long> done) {
        mails.forEach(this::leave);
        Set<Long> taken = new TreeSet<>();
        placed.forEach(one -> place(one, taken));
        new TreeSet<>(before.values()).forEach(this::retireIfEmpty);
        mails.forEach(this::settleKind);
        done.forEach(mail -> sql.update(ASSEMBLED, mail));
    }

    private void leave(ListMail mail) {
        long row = sql.one(
                        FIND_MAIL,
                        found -> found.number(1),
                        list,
                        mail.envelope().sha256())
                .orElseThrow(() -> new IllegalStateException("assembled, but never stored: " + mail.id()));
        rows.put(mail.id(), row);
        sql.one(SERIES_OF, found -> found.number(1), row).ifPresent(series -> before.put(row, series));
        sql.update(LEAVE, row);
    }

    /** A series keeps the oldest row that one of its members was in, unless another has just taken it. */
    private void place(Placed placed, Set<Long> taken) {
        Series series = placed.series();
        long id = series.members().stream()
                .flatMap(mail -> Optional.ofNullable(before.get(row(mail))).stream())
                .filter(old -> !taken.contains(old))
                .min(Long::compare)
                .map(old -> change(old, series))
                .orElseGet(() -> make(series));
        taken.add(id);
        series.cover().ifPresent(cover -> join(id, 0, cover));
        series.patches().forEach((part, patch) -> join(id, part, patch));
        HarvestRecord.keep(sql, id, series);
        placed.lookAt().ifPresent(at -> sql.update(LOOK_AT, at, id));
        placed.answeredAt().ifPresent(at -> sql.update(LOOK_AGAIN, at, id, id, id));
    }

    private void join(long series, int part, ListMail mail) {
        sql.update(JOIN, series, part, row(mail));
        now.put(row(mail), series);
    }

    private long row(ListMail mail) {
        return Optional.ofNullable(rows.get(mail.id()))
                .orElseThrow(() -> new IllegalStateException("part of a series, but not of its mails: " + mail.id()));
    }

    private long make(Series series) {
        List<Object> values = new ArrayList<>(List.of(list));
        values.addAll(columns(series));
        return sql.insert(MAKE, values.toArray());
    }

    private long change(long id, Series series) {
        List<Object> values = new ArrayList<>(columns(series));
        values.add(id);
        sql.update(CHANGE, values.toArray());
        // Parts that nothing connects with these any more, since a copy of a mail took its place or a kind was settled.
        sql.update(ASSEMBLE_ANEW, id);
        sql.update(EVICT, id);
        return id;
    }

    private static List<Object> columns(Series series) {
        return List.of(
                series.root().value(),
                series.title(),
                Keys.ofTitle(series.title()),
                series.sender().name(),
                series.sender().email(),
                Keys.ofSender(series.sender()),
                series.version(),
                series.fraction(),
                series.total(),
                series.patches().size(),
                series.pull(),
                series.resend(),
                series.partial(),
                series.previous().map(MessageId::value),
                series.newer().map(MessageId::value));
    }

    /** A row whose members all left points to where the first of them went; nowhere when it is in no series any more. */
    private void retireIfEmpty(long series) {
        if (!sql.exists(IS_EMPTY, series)) {
            return;
        }
        Optional<Long> heir = before.entrySet().stream()
                .filter(place -> place.getValue() == series)
                .flatMap(place -> Optional.ofNullable(now.get(place.getKey())).stream())
                .findFirst();
        HarvestRecord.forget(sql, series);
        sql.update(RETIRE, heir, series);
        sql.update(FOLLOW, heir, series);
    }

    private void settleKind(ListMail mail) {
        String kind = mail.kind().word();
        String oddities = String.join(" ", mail.oddities());
        sql.update(SETTLE_KIND, kind, oddities, row(mail), kind, oddities);
    }
}
