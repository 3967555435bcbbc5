package org.triaged.mail;

import java.util.BitSet;

/**
 * Undoes format=flowed (RFC 3676) as git mailinfo does: stuffing taken off, soft line breaks joined, {@code -- } kept.
 *
 * @param softBreaks where in {@code text} lines were joined
 */
record FlowedText(String text, BitSet softBreaks) {

    static FlowedText joined(String text, boolean deletesSpace) {
        StringBuilder out = new StringBuilder(text.length());
        BitSet softBreaks = new BitSet();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(at, end);
            boolean signature = line.equals("-- ");
            int from = !signature && line.startsWith(" ") ? 1 : 0;
            boolean soft = !signature && line.endsWith(" ") && line.length() > from;
            if (signature && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                softBreaks.clear(out.length());
                out.append('\n');
            }
            out.append(line, from, soft && deletesSpace ? line.length() - 1 : line.length());
            if (soft) {
                softBreaks.set(out.length());
            } else if (newline >= 0) {
                out.append('\n');
            }
            at = end + 1;
        }
        return new FlowedText(out.toString(), softBreaks);
    }
}
