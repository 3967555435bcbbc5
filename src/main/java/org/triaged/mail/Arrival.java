package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a mail in a file arrived: what the file says of it, never the clock, so a second reading says the same. */
public final class Arrival {

    private static final Instant EARLIEST_SEPARATOR = Instant.parse("1990-01-01T00:00:00Z");

    /** What git and public-inbox write into every separator: {@code Mon Sep 17 00:00:00 2001}. */
    private static final Instant CONSTANT = Instant.parse("2001-09-17T00:00:00Z");

    private static final Pattern WEEKDAY = Pattern.compile("(?i)[ \\t](?:sun|mon|tue|wed|thu|fri|sat)(?=,?[ \\t])");
    private static final int DATE_CHARS = 100;

    private Arrival() {}

    /** @param separator the time of the mbox line above the mail, as {@link #ofSeparator} reads it */
    public static Instant of(byte[] raw, Optional<Instant> separator) {
        String head = head(raw);
        return topmost(head, "received")
                .flatMap(Arrival::stamp)
                .or(() -> separator.filter(time -> !time.isBefore(EARLIEST_SEPARATOR) && !time.equals(CONSTANT)))
                .or(() -> topmost(head, "date").flatMap(MailDate::read))
                .orElse(Instant.EPOCH);
    }

    /**
     * Of a mail delivered into a file of its own: when the file was written, unless the mail was received before that, as
     * where it was copied.
     *
     * @param raw the whole header at least
     */
    public static Instant ofDelivered(byte[] raw, Instant written) {
        return topmost(head(raw), "received")
                .flatMap(Arrival::stamp)
                .filter(received -> received.isBefore(written))
                .orElse(written);
    }

    /** The date of {@code From name date}. It begins at the last weekday: a name may look like a month or a number. */
    public static Optional<Instant> ofSeparator(String line) {
        String tail = line.substring(Math.max(0, line.length() - DATE_CHARS));
        Matcher weekday = WEEKDAY.matcher(tail);
        int date = -1;
        while (weekday.find()) {
            date = weekday.end();
        }
        return date < 0 ? Optional.empty() : MailDate.read(tail.substring(date));
    }

    private static String head(byte[] raw) {
        return new String(MailBytes.linesOf(raw, Limits.DEFAULT.headerBytes()), StandardCharsets.ISO_8859_1);
    }

    private static Optional<Instant> stamp(String received) {
        int semicolon = received.lastIndexOf(';');
        return semicolon < 0 ? Optional.empty() : MailDate.read(received.substring(semicolon + 1));
    }

    /** The value of the first field of that name, its lines joined. */
    private static Optional<String> topmost(String head, String name) {
        int end;
        for (int at = 0; at < head.length() && head.charAt(at) != '\n'; at = end) {
            end = afterLine(head, at);
            int colon = at + name.length();
            if (head.regionMatches(true, at, name, 0, name.length())) {
                while (colon < end && isBlank(head.charAt(colon))) {
                    colon++;
                }
                if (colon < end && head.charAt(colon) == ':') {
                    return Optional.of(joined(head, colon + 1, end));
                }
            }
        }
        return Optional.empty();
    }

    private static String joined(String head, int from, int firstLineEnd) {
        int end = firstLineEnd;
        while (end < head.length() && isBlank(head.charAt(end))) {
            end = afterLine(head, end);
        }
        return head.substring(from, end).replaceAll("\\s+", " ").strip();
    }

    private static int afterLine(String head, int at) {
        int newline = head.indexOf('\n', at);
        return newline < 0 ? head.length() : newline + 1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
