package org.triaged.triage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What happened since the last one, in numbers and words of ours alone, once a period at most. */
public final class Digest {

    private final Every every;

    private final DigestFigures figures;

    private final AlertBook book;

    private final Supplier<List<Status.Need>> needs;

    /** @param needs what waits for a person now */
    public Digest(Every every, DigestFigures figures, AlertBook book, Supplier<List<Status.Need>> needs) {
        this.every = every;
        this.figures = figures;
        this.book = book;
        this.needs = needs;
    }

    /** How often admins get one; days and weeks (ISO 8601, from Monday on) are those of UTC. */
    public enum Every {
        NONE,
        DAILY,
        WEEKLY;

        /** The day or week of that moment; later ones sort behind earlier ones. */
        String key(Instant moment) {
            LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
            return switch (this) {
                case NONE -> "";
                case DAILY -> day.toString();
                case WEEKLY ->
                    "%d-W%02d"
                            .formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            };
        }
    }

    /** @param key of the day or week in which it is sent; @param from when the last one was made */
    record Period(String key, Instant from, Instant until) {}

    /** Nothing is due in the period of the first start or of the last digest. */
    Optional<Period> due(Instant now) {
        String key = every.key(now);
        return book.newestDigest(now)
                .or(figures::began)
                .filter(last -> every.key(last).compareTo(key) < 0)
                .map(last -> new Period(key, last, now));
    }

    String subject(Period period) {
        return "[triaged] " + (every == Every.DAILY ? "day" : "week") + " before " + period.key();
    }

    List<String> text(Period period) {
        List<String> lines =
                new ArrayList<>(List.of("From " + second(period.from()) + " to " + second(period.until()) + "."));
        for (DigestFigures.Section section : figures.between(period.from(), period.until())) {
            lines.add("");
            lines.add(section.title() + ":" + (section.rows().isEmpty() ? " none" : ""));
            section.rows().forEach(row -> lines.add("    " + row.count() + " " + row.what()));
        }
        List<Status.Need> waiting = needs.get();
        lines.add("");
        lines.add("Waits for a person:" + (waiting.isEmpty() ? " nothing" : ""));
        waiting.forEach(need -> {
            lines.add("    " + need.what());
            lines.add("        " + need.next());
        });
        return lines;
    }

    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
