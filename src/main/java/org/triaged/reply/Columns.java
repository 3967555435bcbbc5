package org.triaged.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in display columns; filled to 72 of them with two blanks after a full stop. */
public final class Columns {

    static final int WIDTH = 72;

    private static final char UNBREAKABLE = '\u00a0';

    private Columns() {}

    /** Lines of the text, the first after {@code first}, the others after {@code rest}. */
    static List<String> fill(String text, String first, String rest) {
        return fill(text, first, rest, WIDTH);
    }

    static List<String> fill(String text, String first, String rest, int wide) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int filled = width(first);
        boolean empty = true;
        for (String word : words(text)) {
            String gap = empty ? "" : line.charAt(line.length() - 1) == '.' ? "  " : " ";
            int more = gap.length() + width(word);
            if (!empty && filled + more > wide) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                filled = width(rest);
                more -= gap.length();
                gap = "";
            }
            line.append(gap).append(word);
            filled += more;
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    static List<String> fill(String text) {
        return fill(text, "", "");
    }

    /** Display columns: none for marks that combine, two for wide letters (UAX 11, by block). */
    public static int width(CharSequence text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at++) {
            int c = Character.codePointAt(text, at);
            columns += c < 0x7f ? 1 : width(c);
            at += Character.charCount(c) - 1;
        }
        return columns;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split(" +"))
                .map(word -> word.replace(UNBREAKABLE, ' '))
                .toList();
    }

    /** The phrase, kept on one line by {@link #fill}. */
    static String unbroken(String phrase) {
        return phrase.replace(' ', UNBREAKABLE);
    }
}
