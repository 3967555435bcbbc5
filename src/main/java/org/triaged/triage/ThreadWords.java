package org.triaged.triage;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.triaged.series.ListMail;
import org.triaged.series.OwnLines;

/**
 * The words that a person wrote into one mail: each line in lower case, blanks folded, invisible characters gone. Whether a
 * word is there is asked of whole words, and costs what the mail is long.
 */
final class ThreadWords {

    private final List<String> lines;

    private ThreadWords(List<String> lines) {
        this.lines = lines;
    }

    static ThreadWords of(ListMail mail) {
        return new ThreadWords(
                OwnLines.of(mail).stream().map(ThreadWords::folded).toList());
    }

    /** One of them stands in a line, whatever is around it. */
    boolean hold(List<String> words) {
        return lines.stream().anyMatch(line -> words.stream().anyMatch(word -> holds(line, word)));
    }

    /** A line begins with one of them. */
    boolean begin(Set<String> words) {
        return lines.stream().anyMatch(line -> words.contains(firstWord(line)));
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private static boolean holds(String line, String word) {
        int at = line.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            boolean whole = (at == 0 || !Character.isLetterOrDigit(line.codePointBefore(at)))
                    && (end == line.length() || !Character.isLetterOrDigit(line.codePointAt(end)));
            if (whole) {
                return true;
            }
            at = line.indexOf(word, at + 1);
        }
        return false;
    }

    private static String folded(String line) {
        StringBuilder folded = new StringBuilder(line.length());
        line.codePoints().forEach(point -> {
            boolean blank = Character.isWhitespace(point) || Character.isSpaceChar(point);
            if (!blank && Character.getType(point) != Character.FORMAT) {
                folded.appendCodePoint(point);
            } else if (blank && !folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
