package org.triaged.series;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The diff in the text of a mail.
 *
 * @param lines indexes of its header and hunk lines
 * @param hash over paths and hunks, without line numbers and blob ids
 * @param corrupt a hunk ended early, or what should begin one cannot be read
 * @param cut it has more files than are read
 */
record Diff(List<FileChange> files, BitSet lines, Optional<String> hash, boolean corrupt, boolean cut) {

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Index of its first line at or after that one; -1 when there is none. */
    int firstLineFrom(int from) {
        return lines.nextSetBit(from);
    }
}
