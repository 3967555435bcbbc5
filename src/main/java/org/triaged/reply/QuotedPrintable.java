package org.triaged.reply;

import java.nio.charset.StandardCharsets;

/** RFC 2045, 6.7, for a body of short UTF-8 lines that end LF; lines of the result end CRLF. */
final class QuotedPrintable {

    private static final int LONGEST = 76;

    private QuotedPrintable() {}

    static String of(String text) {
        StringBuilder encoded = new StringBuilder();
        text.lines().forEach(line -> encode(line, encoded));
        return encoded.toString();
    }

    private static void encode(String line, StringBuilder encoded) {
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int i = 0; i < octets.length; i++) {
            boolean last = i == octets.length - 1;
            String unit = encode(octets[i], last);
            if (column + unit.length() > (last ? LONGEST : LONGEST - 1)) {
                encoded.append("=\r\n");
                column = 0;
            }
            encoded.append(unit);
            column += unit.length();
        }
        encoded.append("\r\n");
    }

    private static String encode(byte octet, boolean last) {
        int c = octet & 0xff;
        boolean plain = c > ' ' && c <= '~' && c != '=' || c == ' ' && !last;
        return plain ? Character.toString(c) : String.format("=%02X", c);
    }
}
