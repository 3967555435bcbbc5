package org.triaged.series;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.MessageId;

/** Reads the ids that people write to point at a mail: in brackets, bare, or at the end of an archive's URL. */
final class LinkedId {

    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]+)>");
    private static final String BEFORE = "\"'([<";
    private static final String BEHIND = "\"'),.;]>";

    private LinkedId() {}

    /** All ids in brackets; where there is none, all words that are ids or URLs of mails. */
    static List<MessageId> in(String value) {
        List<MessageId> ids = new ArrayList<>();
        Matcher bracketed = BRACKETED.matcher(value);
        while (bracketed.find()) {
            id(bracketed.group(1)).ifPresent(ids::add);
        }
        if (ids.isEmpty()) {
            Arrays.stream(value.split("[\\s,]+"))
                    .flatMap(word -> id(bare(word)).stream())
                    .forEach(ids::add);
        }
        return ids;
    }

    private static String bare(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && BEFORE.indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && BEHIND.indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        return word.substring(from, to);
    }

    private static Optional<MessageId> id(String word) {
        String id = word.contains("://") ? lastPartWithAt(word) : word;
        return id.indexOf('@') > 0 ? MessageId.ofField(id) : Optional.empty();
    }

    private static String lastPartWithAt(String url) {
        String path = url.split("[?#]", 2)[0];
        List<String> parts = Arrays.stream(path.split("/"))
                .map(LinkedId::decoded)
                .filter(part -> part.indexOf('@') > 0)
                .toList();
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    private static String decoded(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = part.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < raw.length) {
            int code = raw[at] == '%' && at + 2 < raw.length ? hex(raw[at + 1], raw[at + 2]) : -1;
            bytes.write(code < 0 ? raw[at] : code);
            at += code < 0 ? 1 : 3;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** -1 where these are no two hex digits. */
    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
