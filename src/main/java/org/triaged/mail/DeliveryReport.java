package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail server says in a report on a mail it could not deliver (RFC 3464): for each recipient an action and a status.
 * Parts within parts are not looked into, and what the report quotes is not.
 *
 * @param recipients each with what it says of it
 */
public record DeliveryReport(List<Recipient> recipients) {

    /** No report of a server is longer; what follows is not read. */
    private static final int LONGEST = 256 << 10;

    private static final int MOST_RECIPIENTS = 100;

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))");

    private static final Pattern TYPED_ADDRESS = Pattern.compile("(?i)\\s*rfc822\\s*;\\s*<?([^\\s<>;]{1,254})>?\\s*");

    private static final Pattern PERMANENT = Pattern.compile("5\\.\\d{1,3}\\.\\d{1,3}.*");

    public DeliveryReport {
        recipients = List.copyOf(recipients);
    }

    /** @param addresses as it was first written to, and as it was in the end; in lower case */
    public record Recipient(List<String> addresses, String action, String status) {

        public Recipient {
            addresses = List.copyOf(addresses);
        }

        /** It failed, and will not be tried again. */
        public boolean failedForGood() {
            return action.equals("failed") && PERMANENT.matcher(status).matches();
        }
    }

    /** Empty when the mail is no report (RFC 6522), or has no part for programs. @param raw of the mail of that envelope */
    public static Optional<DeliveryReport> in(Envelope envelope, byte[] raw) {
        String type = envelope.first("Content-Type").orElse("").strip();
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/report") || !boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String text = new String(MailBytes.linesOf(raw, LONGEST), StandardCharsets.ISO_8859_1);
        return status(List.of(text.split("\n", -1)), delimiter).map(DeliveryReport::new);
    }

    private static Optional<List<Recipient>> status(List<String> lines, String delimiter) {
        int at = lines.indexOf("");
        while (at >= 0 && at < lines.size()) {
            int begin = next(lines, delimiter, at);
            int end = next(lines, delimiter, begin);
            int body = begin;
            while (body < end && !lines.get(body).isBlank()) {
                body++;
            }
            String type = fields(lines.subList(begin, body)).getOrDefault("content-type", "");
            if (type.toLowerCase(Locale.ROOT).startsWith("message/delivery-status")) {
                return Optional.of(recipients(lines.subList(Math.min(body, end), end)));
            }
            at = end - 1;
            if (end >= lines.size()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The line behind the next delimiter; behind the last line when there is none. */
    private static int next(List<String> lines, String delimiter, int from) {
        for (int at = from; at < lines.size(); at++) {
            if (lines.get(at).stripTrailing().equals(delimiter)
                    || lines.get(at).stripTrailing().equals(delimiter + "--")) {
                return at + 1;
            }
        }
        return lines.size();
    }

    private static List<Recipient> recipients(List<String> lines) {
        List<Recipient> recipients = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (int at = 0; at <= lines.size() && recipients.size() < MOST_RECIPIENTS; at++) {
            if (at < lines.size() && !lines.get(at).isBlank()) {
                group.add(lines.get(at));
            } else {
                recipient(fields(group)).ifPresent(recipients::add);
                group.clear();
            }
        }
        return recipients;
    }

    private static Optional<Recipient> recipient(Map<String, String> fields) {
        List<String> addresses = new ArrayList<>();
        for (String name : List.of("original-recipient", "final-recipient")) {
            Matcher address = TYPED_ADDRESS.matcher(fields.getOrDefault(name, ""));
            if (address.matches()) {
                addresses.add(address.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recipient(
                        addresses,
                        fields.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT),
                        fields.getOrDefault("status", "").strip()));
    }

    /** By name in lower case; the first of a name counts. */
    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                fields.computeIfPresent(name, (key, value) -> value + " " + line.strip());
            } else if (colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
