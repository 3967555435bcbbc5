package org.triaged.series;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines before the first hunk of one file: what they say of its names and its fate. */
final class FileHeader {

    private static final int INDEX_REACH = 5;
    private static final String GIT = "diff --git ";
    private static final String LEFT = "--- ";
    private static final String RIGHT = "+++ ";
    private static final Pattern DATA = Pattern.compile("(?:literal|delta) (\\d{1,18})");

    /** Without {@code /dev/null} only the one hunk tells that a file is new or gone, to git as to us. */
    private static final Pattern NO_OLD_LINES = Pattern.compile("@@ -0,0 ");

    private static final Pattern NO_NEW_LINES = Pattern.compile("@@ -[0-9,]{1,20} \\+0,0 ");

    private boolean git;
    private Optional<DiffPaths.Sides> gitLine = Optional.empty();
    private Optional<String> left = Optional.empty();
    private Optional<String> right = Optional.empty();
    private Optional<DiffPaths.Sides> sides = Optional.empty();
    private Optional<String> indexName = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<FileChange.Status> fate = Optional.empty();
    private boolean binary;
    private boolean modes;
    private Optional<String> mode = Optional.empty();
    private Optional<Long> binarySize = Optional.empty();
    private int end;

    private FileHeader() {}

    static boolean beginsAt(List<String> lines, int at) {
        String line = lines.get(at);
        return line.startsWith(GIT) && goesOn(lines, at + 1)
                || line.startsWith("diff --cc ")
                || line.startsWith("diff --combined ")
                || line.startsWith("Index: ") && namesFollow(lines, at + 1)
                || namesAt(lines, at)
                        && at + 2 < lines.size()
                        && lines.get(at + 2).startsWith("@@");
    }

    /** As for git: a {@code diff --git} line alone is no file. */
    private static boolean goesOn(List<String> lines, int at) {
        return at < lines.size()
                && (Hunk.beginsAt(lines, at) || new FileHeader().extended(lines.get(at)) || sideOf(lines.get(at)));
    }

    private static boolean sideOf(String line) {
        return line.startsWith(LEFT) || line.startsWith(RIGHT);
    }

    private static boolean namesFollow(List<String> lines, int from) {
        int end = Math.min(lines.size(), from + INDEX_REACH);
        int at = from;
        while (at < end && !lines.get(at).startsWith(GIT) && !namesAt(lines, at)) {
            at++;
        }
        return at < end && namesAt(lines, at);
    }

    private static boolean namesAt(List<String> lines, int at) {
        return at + 1 < lines.size()
                && lines.get(at).startsWith(LEFT)
                && lines.get(at + 1).startsWith(RIGHT);
    }

    static FileHeader read(List<String> lines, int start) {
        FileHeader header = new FileHeader();
        int at = start;
        if (!lines.get(at).startsWith(LEFT)) {
            header.first(lines.get(at++));
        }
        int limit = header.indexName.isPresent() ? at + INDEX_REACH : lines.size();
        while (at < Math.min(limit, lines.size())
                && (header.git || !namesAt(lines, at))
                && header.takes(lines.get(at))) {
            at++;
        }
        if (!header.git && namesAt(lines, at)) {
            header.side(lines.get(at));
            header.side(lines.get(at + 1));
            at += 2;
        }
        header.nameSides();
        header.end = header.binary ? header.data(lines, at) : at;
        return header;
    }

    /** Index of the first line after the data of {@code GIT binary patch}: of the new content, and often of the old. */
    private int data(List<String> lines, int from) {
        int at = from;
        for (int side = 0; side < 2 && at < lines.size(); side++) {
            Matcher head = DATA.matcher(lines.get(at));
            if (head.matches()) {
                binarySize = binarySize.or(() -> Optional.of(Long.valueOf(head.group(1))));
                while (at < lines.size() && !lines.get(at).isEmpty()) {
                    at++;
                }
                at += side == 0
                                && at + 1 < lines.size()
                                && DATA.matcher(lines.get(at + 1)).matches()
                        ? 1
                        : 0;
            }
        }
        return at;
    }

    private void first(String line) {
        if (line.startsWith("Index: ")) {
            indexName = Optional.of(line.substring(7).strip());
        } else if (line.startsWith(GIT)) {
            git = true;
            gitLine = DiffPaths.ofGitLine(line.substring(GIT.length()));
        } else {
            String path = line.substring(line.indexOf(' ', 5) + 1);
            gitLine = Optional.of(new DiffPaths.Sides(path, path));
        }
    }

    /** True for a line that belongs to the header. Git reads the two names of its own headers wherever they stand. */
    private boolean takes(String line) {
        boolean side = git && sideOf(line);
        if (side) {
            side(line);
        }
        return side || extended(line);
    }

    private void side(String line) {
        String name = line.substring(LEFT.length());
        if (line.startsWith(LEFT)) {
            left = Optional.of(name);
        } else {
            right = Optional.of(name);
        }
    }

    private boolean extended(String line) {
        if (line.startsWith("new file mode ")) {
            fate = Optional.of(FileChange.Status.ADDED);
            mode = Optional.of(line.substring("new file mode ".length()).strip());
        } else if (line.startsWith("deleted file mode ")) {
            fate = Optional.of(FileChange.Status.DELETED);
        } else if (line.startsWith("copy from ") || line.startsWith("rename from ")) {
            from = Optional.of(DiffPaths.name(line.substring(line.indexOf("from ") + 5)));
            fate = Optional.of(line.startsWith("copy") ? FileChange.Status.COPIED : FileChange.Status.RENAMED);
        } else if (line.startsWith("copy to ") || line.startsWith("rename to ")) {
            to = Optional.of(DiffPaths.name(line.substring(line.indexOf("to ") + 3)));
        } else if (line.equals("GIT binary patch") || line.startsWith("Binary files ")) {
            binary = true;
        } else if (line.startsWith("old mode ") || line.startsWith("new mode ")) {
            modes = true;
            mode = line.startsWith("new")
                    ? Optional.of(line.substring("new mode ".length()).strip())
                    : mode;
        } else {
            return line.startsWith("index ")
                    || line.startsWith("similarity index ")
                    || line.startsWith("dissimilarity index ")
                    || indexName.isPresent() && !line.startsWith("@@");
        }
        return true;
    }

    private void nameSides() {
        if (left.isPresent() && right.isPresent()) {
            String oldName = DiffPaths.name(left.get());
            String newName = DiffPaths.name(right.get());
            sides = Optional.of(
                    indexName.isPresent() && !oldName.startsWith("a/")
                            ? new DiffPaths.Sides(oldName, newName)
                            : DiffPaths.stripped(oldName, newName));
        }
    }

    int end() {
        return end;
    }

    /** @param hunkHeads the lines that begin its hunks, as far as they are known */
    boolean newFile(List<String> hunkHeads) {
        return status(hunkHeads) == FileChange.Status.ADDED;
    }

    Optional<String> mode() {
        return mode;
    }

    Optional<Long> binarySize() {
        return binarySize;
    }

    /** @param hunkHeads the lines that begin its hunks */
    FileChange change(int added, int deleted, List<String> hunkHeads) {
        FileChange.Status status = status(hunkHeads);
        boolean moved = status == FileChange.Status.COPIED || status == FileChange.Status.RENAMED;
        return new FileChange(
                path(),
                moved ? from : Optional.empty(),
                status,
                binary ? Optional.empty() : Optional.of(added),
                binary ? Optional.empty() : Optional.of(deleted));
    }

    private String path() {
        if (to.isPresent()) {
            return to.get();
        }
        Optional<String> stated =
                sides.map(both -> both.right().equals(DiffPaths.NOWHERE) ? both.left() : both.right());
        return stated.or(() -> gitLine.map(DiffPaths.Sides::right))
                .or(() -> indexName)
                .orElse("");
    }

    private FileChange.Status status(List<String> hunkHeads) {
        if (fate.isPresent()) {
            return fate.get();
        }
        if (gitLine.isEmpty()
                && hunkHeads.size() == 1
                && NO_OLD_LINES.matcher(hunkHeads.get(0)).lookingAt()) {
            return FileChange.Status.ADDED;
        }
        if (gitLine.isEmpty()
                && hunkHeads.size() == 1
                && NO_NEW_LINES.matcher(hunkHeads.get(0)).lookingAt()) {
            return FileChange.Status.DELETED;
        }
        if (sides.isPresent() && sides.get().left().equals(DiffPaths.NOWHERE)) {
            return FileChange.Status.ADDED;
        }
        if (sides.isPresent() && sides.get().right().equals(DiffPaths.NOWHERE)) {
            return FileChange.Status.DELETED;
        }
        if (binary) {
            return FileChange.Status.BINARY;
        }
        return modes && hunkHeads.isEmpty() ? FileChange.Status.MODE : FileChange.Status.MODIFIED;
    }
}
