package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.triaged.mail.Person;
import org.triaged.policy.AiEvidence;
import org.triaged.series.Trailer;

/**
 * What a person wrote in plain sentences. Quoted, indented and fenced lines are somebody else's words or examples, and a
 * diff is neither; lines that begin with a key are kept apart.
 *
 * @param lines each by itself
 * @param sentences with their lines joined
 * @param keyed lines in the form of a trailer, wherever they stand
 */
record Prose(List<String> lines, List<String> sentences, List<Trailer> keyed) {

    private static final int LONGEST_KEY = 40;

    static Prose of(String text, AiEvidence table) {
        Reader reader = new Reader(table);
        text.lines().forEach(reader::read);
        reader.endParagraph();
        return new Prose(reader.lines, reader.sentences, reader.keyed);
    }

    /** False when no line of the text begins with a key of the table. */
    static boolean mayHoldKey(String text, AiEvidence table) {
        return text.lines()
                .map(Prose::key)
                .anyMatch(key -> !key.isEmpty() && table.keys().anyMatch(key::equalsIgnoreCase));
    }

    /** What stands in front of a colon, if that can be a key; "" where the line does not begin with one. */
    private static String key(String line) {
        int end = 0;
        while (end < line.length() && end <= LONGEST_KEY && isOfKey(line.charAt(end))) {
            end++;
        }
        int colon = end;
        while (colon < line.length() && colon - end <= LONGEST_KEY && line.charAt(colon) == ' ') {
            colon++;
        }
        boolean keyed = end > 0 && colon < line.length() && line.charAt(colon) == ':';
        return keyed ? line.substring(0, end) : "";
    }

    private static boolean isOfKey(char c) {
        return c == '-' || Character.isLetterOrDigit(c);
    }

    private static final class Reader {

        private final AiEvidence table;
        private final List<String> lines = new ArrayList<>();
        private final List<String> sentences = new ArrayList<>();
        private final List<Trailer> keyed = new ArrayList<>();
        private final StringBuilder paragraph = new StringBuilder();
        private boolean fenced;

        Reader(AiEvidence table) {
            this.table = table;
        }

        void read(String line) {
            boolean fence = line.startsWith("```") || line.startsWith("~~~");
            fenced ^= fence;
            if (fence || fenced || line.isBlank() || isForeign(line)) {
                endParagraph();
                return;
            }
            String key = key(line);
            if (isTrailer(key)) {
                endParagraph();
                String value = line.substring(line.indexOf(':') + 1).strip();
                keyed.add(new Trailer(key, value, Person.read(value)));
                return;
            }
            boolean item = line.startsWith("- ") || line.startsWith("* ");
            if (item) {
                endParagraph();
            }
            String words = (item ? line.substring(2) : line).strip();
            lines.add(words);
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(words);
        }

        /** Indented, quoted, or of a diff. */
        private static boolean isForeign(String line) {
            return Character.isWhitespace(line.charAt(0)) || ">|+@".indexOf(line.charAt(0)) >= 0;
        }

        private boolean isTrailer(String key) {
            return !key.isEmpty()
                    && (key.toLowerCase(Locale.ROOT).endsWith("-by")
                            || table.keys().anyMatch(key::equalsIgnoreCase)
                            || AiEvidence.spelled(table.credits(), key).isPresent());
        }

        void endParagraph() {
            int from = 0;
            for (int at = 0; at < paragraph.length(); at++) {
                boolean last = at + 1 == paragraph.length();
                boolean stop = ".!?".indexOf(paragraph.charAt(at)) >= 0 && (last || paragraph.charAt(at + 1) == ' ');
                if (stop || last) {
                    sentences.add(paragraph.substring(from, at + 1).strip());
                    from = at + 1;
                }
            }
            paragraph.setLength(0);
        }
    }
}
