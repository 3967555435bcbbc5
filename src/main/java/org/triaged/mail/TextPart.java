package org.triaged.mail;

import java.util.BitSet;

/**
 * One readable part of a mail, decoded, lines ended by LF.
 *
 * @param attached it is a part after the first taken, or has a file name and is not the only part
 * @param linesInCr numbers from 0 of the lines of {@code text} that carried a CR at their end, which was taken off for
 *     reading; none where all lines did, for that is transport
 * @param softBreaks offsets in {@code text} at which lines of format=flowed (RFC 3676) were joined
 * @param garbled the charset did not fit, and characters of the text stand for others
 */
public record TextPart(String text, boolean attached, BitSet linesInCr, BitSet softBreaks, boolean garbled) {

    public TextPart {
        linesInCr = (BitSet) linesInCr.clone();
        softBreaks = (BitSet) softBreaks.clone();
    }

    @Override
    public BitSet linesInCr() {
        return (BitSet) linesInCr.clone();
    }

    @Override
    public BitSet softBreaks() {
        return (BitSet) softBreaks.clone();
    }
}
