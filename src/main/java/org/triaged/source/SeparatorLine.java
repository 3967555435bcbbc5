package org.triaged.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.triaged.mail.Arrival;

/** The line {@code From name date} above each mail of an mbox. What git takes for one is one, and nothing else is. */
final class SeparatorLine {

    private static final byte[] FROM = ascii("From ");
    private static final byte[] MBOXRD = ascii("From mboxrd@");
    private static final int SHORTEST = 20;
    private static final int YEAR_ABOVE = 90;

    private SeparatorLine() {}

    /**
     * Git's test, oddities included: the last colon (one that ends the line does not count) stands within a time, and
     * behind the two digits that follow it comes a number above 90.
     */
    static boolean splits(byte[] line) {
        if (line.length < SHORTEST || !begins(line, FROM, 0)) {
            return false;
        }
        int colon = line.length - 3;
        while (colon >= FROM.length && line[colon] != ':') {
            colon--;
        }
        return colon >= FROM.length
                && isDigit(line[colon - 4])
                && isDigit(line[colon - 2])
                && isDigit(line[colon - 1])
                && isDigit(line[colon + 1])
                && isDigit(line[colon + 2])
                && number(line, colon + 3) > YEAR_ABOVE;
    }

    /** The same for the first line of a file, before which git passes over white space. */
    static boolean opens(byte[] line) {
        return splits(withoutIndent(line));
    }

    /** Whether a file that is one mail begins with such a line. Laxer than git: no mail can begin so but {@code From : x}. */
    static boolean standsAbove(byte[] line) {
        int at = FROM.length;
        while (at < line.length && isSpace(line[at])) {
            at++;
        }
        return begins(line, FROM, 0) && at < line.length && line[at] != ':';
    }

    /** Public-inbox's mark: below it, each {@code From } at the start of a line has got one more {@code >}. */
    static boolean marksQuoting(byte[] line) {
        return begins(withoutIndent(line), MBOXRD, 0);
    }

    static byte[] unquoted(byte[] line) {
        int quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        return quotes > 0 && begins(line, FROM, quotes) ? Arrays.copyOfRange(line, 1, line.length) : line;
    }

    static Optional<Instant> time(byte[] line) {
        return Arrival.ofSeparator(new String(line, StandardCharsets.ISO_8859_1));
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static byte[] withoutIndent(byte[] line) {
        int at = 0;
        while (at < line.length && isSpace(line[at])) {
            at++;
        }
        return Arrays.copyOfRange(line, at, line.length);
    }

    /** What C reads as a number there: white space, perhaps a sign, digits. */
    private static int number(byte[] line, int from) {
        int at = from;
        while (at < line.length && (line[at] == ' ' || line[at] >= '\t' && line[at] <= '\r')) {
            at++;
        }
        boolean negative = at < line.length && line[at] == '-';
        if (negative || at < line.length && line[at] == '+') {
            at++;
        }
        int number = 0;
        while (at < line.length && isDigit(line[at]) && number <= YEAR_ABOVE) {
            number = number * 10 + line[at++] - '0';
        }
        return negative ? -number : number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean begins(byte[] line, byte[] word, int at) {
        return at + word.length <= line.length && Arrays.equals(line, at, at + word.length, word, 0, word.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
