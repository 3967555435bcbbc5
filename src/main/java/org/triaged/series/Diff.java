package org.triaged.series;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The diff in the text of a mail.
 *
 * @param details of each file
 * @param lines indexes of its header and hunk lines
 * @param changed those that it adds and removes, each with its sign
 * @param hash over paths and hunks, without line numbers and blob ids
 * @param brokenAt the line at which a hunk ended early, or what should begin one and cannot be read
 * @param headersInCr a line of it that is no content carried a CR
 * @param cut it has more files than are read
 */
record Diff(
        List<FileDetail> details,
        BitSet lines,
        List<String> changed,
        Optional<String> hash,
        Optional<String> brokenAt,
        boolean headersInCr,
        boolean cut) {

    List<FileChange> files() {
        return details.stream().map(FileDetail::change).toList();
    }

    boolean isEmpty() {
        return details.isEmpty();
    }

    boolean corrupt() {
        return brokenAt.isPresent();
    }

    /** Index of its first line at or after that one; -1 when there is none. */
    int firstLineFrom(int from) {
        return lines.nextSetBit(from);
    }
}
