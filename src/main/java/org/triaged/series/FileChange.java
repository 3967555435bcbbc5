package org.triaged.series;

import java.util.Optional;

/**
 * One file of a diff.
 *
 * @param oldPath only for renames and copies
 * @param added lines added; empty for a binary file
 * @param deleted lines deleted; empty for a binary file
 */
public record FileChange(
        String path, Optional<String> oldPath, Status status, Optional<Integer> added, Optional<Integer> deleted) {

    /** The first that fits, in this order. */
    public enum Status {
        ADDED,
        DELETED,
        COPIED,
        RENAMED,
        BINARY,
        MODE,
        MODIFIED
    }
}
