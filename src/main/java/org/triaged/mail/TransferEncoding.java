package org.triaged.mail;

import java.io.ByteArrayOutputStream;

/**
 * Undoes quoted-printable and base64 (RFC 2045, 6.7 and 6.8), decoding what can be. Ours, because line ends must come
 * out as they went in: a rule counts the carriage returns that an encoding carried.
 */
final class TransferEncoding {

    private TransferEncoding() {}

    static byte[] quotedPrintable(byte[] coded) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(coded.length);
        int at = 0;
        while (at < coded.length) {
            int c = coded[at++];
            if (c == '=') {
                at = afterEquals(coded, at, plain);
            } else if (c == ' ' || c == '\t') {
                at = afterBlanks(coded, at - 1, plain);
            } else {
                plain.write(c);
            }
        }
        return plain.toByteArray();
    }

    private static int afterEquals(byte[] coded, int at, ByteArrayOutputStream plain) {
        if (at + 1 < coded.length && hex(coded[at]) >= 0 && hex(coded[at + 1]) >= 0) {
            plain.write(hex(coded[at]) << 4 | hex(coded[at + 1]));
            return at + 2;
        }
        int end = endOfBlanks(coded, at);
        if (end == coded.length || coded[end] == '\n') {
            return Math.min(end + 1, coded.length); // soft line break
        }
        plain.write('=');
        return at;
    }

    /** Blanks at the end of a coded line were added on the way. */
    private static int afterBlanks(byte[] coded, int at, ByteArrayOutputStream plain) {
        int end = endOfBlanks(coded, at);
        if (end < coded.length && coded[end] != '\n') {
            plain.write(coded, at, end - at);
        }
        return end;
    }

    private static int endOfBlanks(byte[] coded, int from) {
        int end = from;
        while (end < coded.length && (coded[end] == ' ' || coded[end] == '\t')) {
            end++;
        }
        return end;
    }

    static int hex(byte digit) {
        return digit < 0 ? -1 : Character.digit(digit, 16);
    }

    /**
     * Foreign characters are skipped; padding ends a piece, and another may follow, as after a list added its footer.
     * Where the first line holds whole groups of four all are taken to, so what one has lost does not spoil the others.
     */
    static byte[] base64(byte[] coded) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(coded.length * 3 / 4 + 3);
        boolean wholeLines = sextetsOfFirstLine(coded) % 4 == 0;
        int bits = 0;
        int held = 0;
        for (byte c : coded) {
            int value = sextet(c);
            if (value >= 0) {
                bits = (bits << 6 | value) & 0xffff;
                held += 6;
            } else if (c == '=' || c == '\n' && wholeLines) {
                held = 0;
            }
            if (held >= 8) {
                held -= 8;
                plain.write(bits >> held);
            }
        }
        return plain.toByteArray();
    }

    private static int sextetsOfFirstLine(byte[] coded) {
        int sextets = 0;
        for (int at = 0; at < coded.length && coded[at] != '\n'; at++) {
            sextets += sextet(coded[at]) >= 0 ? 1 : 0;
        }
        return sextets;
    }

    private static int sextet(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
