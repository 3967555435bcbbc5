package org.triaged.mail;

import java.util.BitSet;

/**
 * One readable part of a mail, decoded, lines ended by LF.
 *
 * @param attached it is a part after the first taken, or has a file name and is not the only part
 * @param lineEndsInCr lines of {@code text} that a transfer encoding carried with a CR, which was taken off for reading
 * @param softBreaks offsets in {@code text} at which lines of format=flowed (RFC 3676) were joined
 */
public record TextPart(String text, boolean attached, int lineEndsInCr, BitSet softBreaks) {

    public TextPart {
        softBreaks = (BitSet) softBreaks.clone();
    }

    /** A part whose lines stand as they came. */
    public TextPart(String text, boolean attached, int lineEndsInCr) {
        this(text, attached, lineEndsInCr, new BitSet());
    }

    @Override
    public BitSet softBreaks() {
        return (BitSet) softBreaks.clone();
    }
}
