package org.triaged.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.MessageId;
import org.triaged.series.HarvestedTrailer;
import org.triaged.series.Series;
import org.triaged.series.Trailer;
import org.triaged.series.UncountedTrailer;

/** Table {@code harvested_trailer}. What a new mail leaves as it was is not written again. */
final class HarvestRecord {

    private static final String KNOWN = """
            SELECT message_id, place, trailer_key, content, person_name, person_address, parts, standing, reason
              FROM harvested_trailer
             WHERE series = ?
            """;

    private static final String ADD = """
            INSERT INTO harvested_trailer (series, message_id, place, trailer_key, content, person_name, person_address,
                                           parts, standing, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String REMOVE = """
            DELETE FROM harvested_trailer
             WHERE series = ? AND message_id = ? AND place = ?
            """;

    private static final String FORGET = """
            DELETE FROM harvested_trailer
             WHERE series = ?
            """;

    private final Map<MessageId, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private HarvestRecord(Series series) {
        series.patches().forEach((number, patch) -> numbers.put(patch.id(), number));
        series.trailers().forEach(this::add);
        series.uncounted().forEach(this::add);
    }

    private record Line(
            String mail,
            int place,
            String key,
            String content,
            Optional<String> name,
            Optional<String> address,
            String parts,
            String standing,
            Optional<String> reason) {}

    static void keep(Sql sql, long series, Series assembled) {
        Set<Line> gone = new HashSet<>(sql.list(
                KNOWN,
                row -> new Line(
                        row.text(1),
                        row.integer(2),
                        row.text(3),
                        row.text(4),
                        row.maybeText(5),
                        row.maybeText(6),
                        row.text(7),
                        row.text(8),
                        row.maybeText(9)),
                series));
        List<Line> fresh = new HarvestRecord(assembled)
                .lines.stream().filter(line -> !gone.remove(line)).toList();
        gone.forEach(line -> sql.update(REMOVE, series, line.mail(), line.place()));
        fresh.forEach(line -> sql.update(
                ADD,
                series,
                line.mail(),
                line.place(),
                line.key(),
                line.content(),
                line.name(),
                line.address(),
                line.parts(),
                line.standing(),
                line.reason()));
    }

    static void forget(Sql sql, long series) {
        sql.update(FORGET, series);
    }

    private void add(HarvestedTrailer row) {
        String standing = row.accepted() ? "accepted" : "refused";
        add(row.trailer(), row.fromMail(), row.appliesTo(), standing, row.reason());
    }

    private void add(UncountedTrailer line) {
        add(
                line.trailer(),
                line.fromMail(),
                line.appliesTo(),
                "uncounted",
                Optional.of(line.why().word()));
    }

    private void add(
            Trailer trailer, MessageId mail, List<MessageId> appliesTo, String standing, Optional<String> reason) {
        lines.add(new Line(
                mail.value(),
                places.merge(mail.value(), 1, Integer::sum) - 1,
                trailer.key(),
                trailer.value(),
                trailer.person().name(),
                trailer.person().email(),
                runs(appliesTo.stream().map(numbers::get).sorted().toList()),
                standing,
                reason));
    }

    /** Ascending numbers, short for those of a long series: {@code 1 3-5}. */
    private static String runs(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        for (int from = 0, to; from < numbers.size(); from = to + 1) {
            to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            runs.add(from == to ? numbers.get(from).toString() : numbers.get(from) + "-" + numbers.get(to));
        }
        return String.join(" ", runs);
    }
}
