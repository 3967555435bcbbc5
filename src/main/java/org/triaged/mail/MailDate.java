package org.triaged.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Date field leniently: RFC 5322, its obsolete forms, and what old mail programs made of them. */
final class MailDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES =
            Map.of("est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d{1,9})?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");
    private static final Pattern DASHED = Pattern.compile("(\\d{1,2})-(\\p{Alpha}{3,9})-(\\d{2,4})");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]{5,18}(?:Z|[+-]\\d{2}:\\d{2})");
    private static final int LONGEST = 200;

    private int day = -1;
    private int month = -1;
    private int year = -1;
    private int secondOfDay;
    private int offset;

    private MailDate() {}

    static Optional<Instant> read(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Instant> timestamp = timestamp(value.strip());
        if (timestamp.isPresent()) {
            return timestamp;
        }
        MailDate date = new MailDate();
        for (String token : value.replaceAll("\\([^)]*\\)", " ").split("[\\s,]+")) {
            Matcher dashed = DASHED.matcher(token);
            if (dashed.matches()) {
                date.take(dashed.group(1));
                date.take(dashed.group(2).toLowerCase(Locale.ROOT));
                date.take(dashed.group(3));
            } else {
                date.take(token.toLowerCase(Locale.ROOT));
            }
        }
        return date.instant();
    }

    /** As RFC 3339 writes it, which some programs put into mails, too. */
    private static Optional<Instant> timestamp(String value) {
        try {
            return TIMESTAMP.matcher(value).matches()
                    ? Optional.of(OffsetDateTime.parse(value).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) { // the 31st of February: no date
            return Optional.empty();
        }
    }

    private void take(String token) {
        Matcher time = TIME.matcher(token);
        Matcher zone = OFFSET.matcher(token);
        if (time.matches()) {
            int seconds = time.group(3) == null ? 0 : Math.min(59, Integer.parseInt(time.group(3)));
            secondOfDay = Integer.parseInt(time.group(1)) * 3600 + Integer.parseInt(time.group(2)) * 60 + seconds;
        } else if (zone.matches()) {
            int minutes = Integer.parseInt(zone.group(2)) * 60 + Integer.parseInt(zone.group(3));
            offset = (zone.group(1).equals("-") ? -60 : 60) * minutes;
        } else if (token.matches("\\d{1,4}")) {
            number(token);
        } else if (token.length() >= 3 && month < 0 && MONTHS.contains(token.substring(0, 3))) {
            month = MONTHS.indexOf(token.substring(0, 3)) + 1;
        } else if (ZONES.containsKey(token)) {
            offset = ZONES.get(token) * 3600;
        }
    }

    private void number(String token) {
        int number = Integer.parseInt(token);
        if (day < 0 && token.length() <= 2) {
            day = number;
        } else if (year < 0) {
            year = token.length() > 2 ? number < 1000 ? 1900 + number : number : number + (number < 50 ? 2000 : 1900);
        }
    }

    private Optional<Instant> instant() {
        if (day < 0 || month < 0 || year < 0 || secondOfDay >= 86_400) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(year, month, day, 0, 0)
                    .plusSeconds(secondOfDay)
                    .minusSeconds(offset)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) { // the 31st of February: no date
            return Optional.empty();
        }
    }
}
