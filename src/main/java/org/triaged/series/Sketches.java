package org.triaged.series;

import java.util.BitSet;
import java.util.List;

/**
 * Patches that people write into a reply. The trailers of such a patch are its own: they say nothing of the patch that is
 * replied to.
 */
final class Sketches {

    private Sketches() {}

    /** Indexes of the words of a reply that are the signed paragraphs which end the messages of such patches. */
    static BitSet in(Body body, int longestLine) {
        List<String> words = body.words();
        BitSet sketched = new BitSet();
        for (int at = 0; at < words.size(); at++) {
            if (MessageCut.divider(words.get(at))) {
                markParagraph(words, at, longestLine, sketched);
            }
        }
        markParagraph(words, body.firstDiffLine(), longestLine, sketched);
        return sketched;
    }

    /** The last paragraph above that line, where it holds a sign-off. */
    private static void markParagraph(List<String> words, int below, int longestLine, BitSet sketched) {
        int end = Math.min(below, words.size());
        while (end > 0 && words.get(end - 1).isBlank()) {
            end--;
        }
        int start = end;
        while (start > 0 && !words.get(start - 1).isBlank()) {
            start--;
        }
        boolean signed = words.subList(start, end).stream().anyMatch(line -> signOff(line, longestLine));
        if (signed) {
            sketched.set(start, end);
        }
    }

    private static boolean signOff(String line, int longestLine) {
        return TrailerLine.in(line.stripLeading(), longestLine)
                .filter(TrailerLine::signOff)
                .isPresent();
    }
}
