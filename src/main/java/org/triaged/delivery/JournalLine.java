package org.triaged.delivery;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Sha256;
import org.triaged.triage.JournalEntry;

/**
 * A line of the send journal: {@code TJ1 seq utc event field=value ... prev= sum= .} with the fields by name. The sum
 * is over everything before {@code " sum="}; {@code prev} is the sum of the line before, so no line can go unnoticed.
 */
record JournalLine(JournalEntry entry, String prev, String sum) {

    /** What the first line has for the sum of the line before it. */
    static final String NO_SUM = "0".repeat(16);

    static final String END = " .";

    private static final Pattern FORM = Pattern.compile(
            "(TJ1 (\\d{1,18}) (\\S+) ([A-Z]+)((?: [a-z0-9-]+=[!-~]*)*) prev=([0-9a-f]{16})) sum=([0-9a-f]{16}) \\.");
    private static final Pattern NAME = Pattern.compile("(?!prev$|sum$)[a-z0-9-]+");
    private static final Pattern CUT_AFTER_SUM = Pattern.compile(".* sum=[0-9a-f]{16} ?");
    private static final Pattern BEYOND_SUM = Pattern.compile(".* sum=[0-9a-f]{16}.*");

    static JournalLine next(JournalEntry entry, String prev) {
        return new JournalLine(entry, prev, sum(body(entry, prev)));
    }

    /** Without its line end. */
    String text() {
        return body(entry, prev) + " sum=" + sum + END;
    }

    /** Empty when a byte of it is not as it was written. */
    static Optional<JournalLine> read(String text) {
        Matcher line = FORM.matcher(text);
        if (!line.matches() || !sum(line.group(1)).equals(line.group(7))) {
            return Optional.empty();
        }
        try {
            JournalEntry entry = new JournalEntry(
                    Long.parseLong(line.group(2)),
                    Instant.parse(line.group(3)),
                    JournalEntry.Event.valueOf(line.group(4)),
                    fields(line.group(5)));
            return Optional.of(new JournalLine(entry, line.group(6), line.group(7)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** True for the front part of a line, whose writing never returned; a whole line with a wrong byte is not one. */
    static boolean torn(String text) {
        boolean beyondSum = BEYOND_SUM.matcher(text).matches();
        return !text.isEmpty()
                && !text.endsWith(END)
                && (!beyondSum || CUT_AFTER_SUM.matcher(text).matches());
    }

    private static String body(JournalEntry entry, String prev) {
        StringBuilder line = new StringBuilder("TJ1 ")
                .append(entry.number())
                .append(' ')
                .append(entry.at())
                .append(' ')
                .append(entry.event());
        new TreeMap<>(entry.fields()).forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a field of the journal: " + name);
            }
            line.append(' ').append(name).append('=').append(encode(value));
        });
        return line.append(" prev=").append(prev).toString();
    }

    private static String sum(String body) {
        return Sha256.hex(body).substring(0, 16);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.strip().split(" ")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), decode(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '!' && b <= '~' && b != '%' && b != '=';
            encoded.append(plain ? Character.toString(b) : String.format("%%%02X", b));
        }
        return encoded.toString();
    }

    private static String decode(String value) {
        byte[] bytes = new byte[value.length()];
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(value, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) value.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
