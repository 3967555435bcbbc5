package org.triaged.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.triaged.mail.TextPart;

/**
 * Gives hunks back the lines that format=flowed joins. An empty line of context is a blank, which looks like a soft break;
 * so where a hunk does not add up with its lines joined, and does with its lines as they were sent, these are taken.
 */
final class FlowedHunks {

    private final List<String> joined;
    private final List<String> sent = new ArrayList<>();

    /** Index in {@code sent} of the first piece of each joined line. */
    private final int[] firstSent;

    private final List<String> restored = new ArrayList<>();

    private FlowedHunks(String text, BitSet softBreaks) {
        this.joined = Arrays.asList(text.split("\n", -1));
        this.firstSent = new int[joined.size() + 1];
        int offset = 0;
        for (int at = 0; at < joined.size(); at++) {
            firstSent[at] = sent.size();
            int end = offset + joined.get(at).length();
            int piece = offset;
            for (int soft = softBreaks.nextSetBit(offset); soft >= 0 && soft <= end; ) {
                sent.add(text.substring(piece, soft));
                piece = soft;
                soft = softBreaks.nextSetBit(soft + 1);
            }
            sent.add(text.substring(piece, end));
            offset = end + 1;
        }
        firstSent[joined.size()] = sent.size();
    }

    static String restored(TextPart part) {
        BitSet softBreaks = part.softBreaks();
        return softBreaks.isEmpty() ? part.text() : new FlowedHunks(part.text(), softBreaks).restored();
    }

    private String restored() {
        int at = 0;
        while (at < joined.size()) {
            at = Hunk.beginsAt(joined, at) ? hunk(at) : copy(at, at + 1);
        }
        return String.join("\n", restored);
    }

    private int copy(int from, int to) {
        restored.addAll(joined.subList(from, to));
        return to;
    }

    /** Index of the first joined line after the hunk. */
    private int hunk(int head) {
        Hunk asJoined = Hunk.read(joined, head);
        int start = firstSent[head];
        if (addsUp(asJoined, joined, head) || !Hunk.beginsAt(sent, start)) {
            return copy(head, asJoined.end());
        }
        Hunk asSent = Hunk.read(sent, start);
        if (!addsUp(asSent, sent, start)) {
            return copy(head, asJoined.end());
        }
        int after = head;
        while (firstSent[after] < asSent.end()) {
            after++;
        }
        restored.addAll(sent.subList(start, firstSent[after]));
        return after;
    }

    /** A hunk that needs the mark of the signature as a deleted line has lost another one. */
    private static boolean addsUp(Hunk hunk, List<String> lines, int head) {
        return !hunk.broken() && !lines.subList(head, hunk.end()).contains("-- ");
    }
}
