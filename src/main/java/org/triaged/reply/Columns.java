package org.triaged.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triaged.series.DisplayWidth;

/** Text in display columns; filled to 72 of them with two blanks after a full stop. */
final class Columns {

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
        int filled = DisplayWidth.of(first);
        boolean empty = true;
        for (String word : words(text)) {
            String gap = empty ? "" : line.charAt(line.length() - 1) == '.' ? "  " : " ";
            int more = gap.length() + DisplayWidth.of(word);
            if (!empty && filled + more > wide) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                filled = DisplayWidth.of(rest);
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
