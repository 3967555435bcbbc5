package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail of ours taken apart for the linter, by simple means of its own: it must not share a fault with the writer.
 *
 * @param fields in order, values unfolded
 * @param headerLines as they stand, without line ends
 * @param text of the body, decoded, lines ended by LF
 */
record Letter(String raw, List<Field> fields, List<String> headerLines, String text) {

    record Field(String name, String value) {}

    static Letter of(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = raw.indexOf("\r\n\r\n");
        String head = end < 0 ? raw : raw.substring(0, end);
        String body = end < 0 ? "" : raw.substring(end + 4);
        List<String> lines = List.of(head.split("\r\n", -1));
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            boolean continued = line.startsWith(" ") && !fields.isEmpty();
            int colon = line.indexOf(": ");
            if (continued) {
                Field open = fields.remove(fields.size() - 1);
                fields.add(new Field(open.name(), open.value() + line));
            } else {
                fields.add(
                        colon < 0
                                ? new Field(line, "")
                                : new Field(line.substring(0, colon), line.substring(colon + 2)));
            }
        }
        boolean quoted =
                fields.contains(new Field(HeaderName.CONTENT_TRANSFER_ENCODING.spelling(), "quoted-printable"));
        return new Letter(raw, List.copyOf(fields), lines, text(body, quoted));
    }

    String value(HeaderName name) {
        return fields.stream()
                .filter(field -> field.name().equals(name.spelling()))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    List<String> textLines() {
        return List.of(text.split("\n", -1));
    }

    /** Lines of the text above the signature. */
    List<String> bodyLines() {
        return textLines().stream().takeWhile(line -> !line.equals("-- ")).collect(Collectors.toList());
    }

    private static String text(String body, boolean quoted) {
        String lines = body.replace("\r\n", "\n");
        if (!quoted) {
            return lines;
        }
        String joined = lines.replace("=\n", "");
        byte[] octets = new byte[joined.length()];
        int length = 0;
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            boolean coded = c == '='
                    && i + 2 < joined.length()
                    && Character.digit(joined.charAt(i + 1), 16) >= 0
                    && Character.digit(joined.charAt(i + 2), 16) >= 0;
            octets[length++] = (byte) (coded ? Integer.parseInt(joined.substring(i + 1, i + 3), 16) : c);
            i += coded ? 2 : 0;
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
