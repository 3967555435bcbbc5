package org.triaged.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the fields of the outermost header, within the limits, and makes the envelope of them. */
final class HeaderBlock {

    private static final Set<String> ALWAYS_KEPT = Set.of(
            "from",
            "sender",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "to",
            "cc",
            "reply-to",
            "list-id",
            "x-original-from",
            "auto-submitted",
            "return-path");
    private static final int LINE_END = 2;
    private static final Set<String> ONCE = Set.of("from", "subject", "date", "message-id");
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofHours(24);

    private final Limits limits;
    private final Set<String> oddities;
    private final List<HeaderField> fields = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private int bytes;

    HeaderBlock(Limits limits, Set<String> oddities) {
        this.limits = limits;
        this.oddities = oddities;
    }

    /** @param length of the field as it came; more than there are bytes where it was cut */
    void add(String name, byte[] rawField, int length) throws Refused {
        bytes += length;
        if (bytes > limits.headerBytesRefused()) {
            throw new Refused("header-too-large");
        }
        String key = name.strip().toLowerCase(Locale.ROOT);
        int before = seen.merge(key, 1, Integer::sum) - 1;
        if (before > 0 && ONCE.contains(key)) {
            oddities.add("repeated-header");
        }
        boolean flood = fields.size() >= limits.headerFields() || bytes > limits.headerBytes();
        if (flood) {
            oddities.add("header-flood");
        }
        if (rawField.length + LINE_END < length) {
            oddities.add("long-header");
        }
        if (!flood || before == 0 && (ALWAYS_KEPT.contains(key) || key.startsWith("content-"))) {
            fields.add(new HeaderField(name.strip(), decoded(rawField)));
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    private String decoded(byte[] rawField) {
        String field = Decoded.strictly(rawField, StandardCharsets.UTF_8)
                .orElseGet(() -> new String(rawField, StandardCharsets.ISO_8859_1));
        String value = field.substring(field.indexOf(':') + 1);
        if (value.length() > limits.fieldChars()) {
            oddities.add("long-header");
            value = value.substring(0, limits.fieldChars());
        }
        String unfolded = collapsed(value);
        if (!unfolded.contains("=?")) {
            return unfolded;
        }
        Decoded words = EncodedWords.read(unfolded);
        if (words.replaced()) {
            oddities.add("charset");
        }
        return collapsed(words.text());
    }

    /** Unfolds, and leaves one blank for each run of white space and control characters. */
    private static String collapsed(String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean blank = false;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                blank = !out.isEmpty();
            } else if (c >= ' ' && c != 0x7f) {
                if (blank) {
                    out.append(' ');
                    blank = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    Envelope envelope(byte[] view, Instant arrival, String sha256) {
        Optional<MessageId> stated = first("message-id").flatMap(MessageId::ofField);
        MessageId id = stated.orElseGet(
                () -> new MessageId("sha256-" + Sha256.hex(view).substring(0, 32) + "@triaged.invalid"));
        return new Envelope(
                id,
                stated.isEmpty(),
                first("subject").orElse(""),
                first("from")
                        .flatMap(from -> Addresses.read(from).stream().findFirst())
                        .orElse(Person.NOBODY),
                date(arrival),
                arrival,
                parents(id),
                fields,
                sha256);
    }

    private Instant date(Instant arrival) {
        Optional<Instant> stated = first("date").flatMap(MailDate::read);
        boolean credible = stated.isPresent()
                && !stated.get().isBefore(EARLIEST)
                && !stated.get().isAfter(arrival.plus(MOST_AHEAD));
        if (!credible) {
            oddities.add("date-clamped");
        }
        return credible ? stated.get() : arrival;
    }

    private List<MessageId> parents(MessageId own) {
        Set<String> addresses = Stream.of("from", "to", "cc")
                .flatMap(this::all)
                .flatMap(value -> Addresses.read(value).stream())
                .flatMap(person -> person.email().stream())
                .collect(Collectors.toSet());
        return ParentIds.of(all("in-reply-to").toList(), all("references").toList(), own, addresses);
    }

    private Optional<String> first(String name) {
        return all(name).findFirst();
    }

    private Stream<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::value);
    }

    /** To be asked after the whole header was read. */
    void noteAbsences() {
        if (first("from").isEmpty()) {
            oddities.add("no-from");
        }
        if (first("subject").isEmpty()) {
            oddities.add("no-subject");
        }
    }
}
