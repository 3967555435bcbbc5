package org.triaged.series;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines before the first hunk of one file: what they say of its names and its fate. */
final class FileHeader {

    private static final int INDEX_REACH = 5;

    /** Without {@code /dev/null} only the one hunk tells that a file is new or gone, to git as to us. */
    private static final Pattern NO_OLD_LINES = Pattern.compile("@@ -0,0 ");

    private static final Pattern NO_NEW_LINES = Pattern.compile("@@ -[0-9,]{1,20} \\+0,0 ");

    private Optional<DiffPaths.Sides> gitLine = Optional.empty();
    private Optional<DiffPaths.Sides> sides = Optional.empty();
    private Optional<String> indexName = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<FileChange.Status> fate = Optional.empty();
    private boolean binary;
    private boolean modes;
    private int end;

    private FileHeader() {}

    static boolean beginsAt(List<String> lines, int at) {
        String line = lines.get(at);
        return line.startsWith("diff --git ")
                || line.startsWith("diff --cc ")
                || line.startsWith("diff --combined ")
                || line.startsWith("Index: ") && namesFollow(lines, at + 1)
                || namesAt(lines, at)
                        && at + 2 < lines.size()
                        && lines.get(at + 2).startsWith("@@");
    }

    private static boolean namesFollow(List<String> lines, int from) {
        return lines.subList(from, Math.min(lines.size(), from + INDEX_REACH)).stream()
                .anyMatch(line -> line.startsWith("---"));
    }

    private static boolean namesAt(List<String> lines, int at) {
        return at + 1 < lines.size()
                && lines.get(at).startsWith("--- ")
                && lines.get(at + 1).startsWith("+++ ");
    }

    static FileHeader read(List<String> lines, int start) {
        FileHeader header = new FileHeader();
        int at = start;
        if (!lines.get(at).startsWith("--- ")) {
            header.first(lines.get(at++));
        }
        int limit = header.indexName.isPresent() ? at + INDEX_REACH : lines.size();
        while (at < Math.min(limit, lines.size()) && !namesAt(lines, at) && header.extended(lines.get(at))) {
            at++;
        }
        if (namesAt(lines, at)) {
            header.names(lines.get(at).substring(4), lines.get(at + 1).substring(4));
            at += 2;
        }
        header.end = at;
        return header;
    }

    private void first(String line) {
        if (line.startsWith("Index: ")) {
            indexName = Optional.of(line.substring(7).strip());
        } else if (line.startsWith("diff --git ")) {
            gitLine = DiffPaths.ofGitLine(line.substring(11));
        } else {
            String path = line.substring(line.indexOf(' ', 5) + 1);
            gitLine = Optional.of(new DiffPaths.Sides(path, path));
        }
    }

    /** True for a line that belongs to the header. */
    private boolean extended(String line) {
        if (line.startsWith("new file mode ")) {
            fate = Optional.of(FileChange.Status.ADDED);
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
        } else {
            return line.startsWith("index ")
                    || line.startsWith("similarity index ")
                    || line.startsWith("dissimilarity index ")
                    || indexName.isPresent() && !line.startsWith("@@");
        }
        return true;
    }

    private void names(String left, String right) {
        String oldName = DiffPaths.name(left);
        String newName = DiffPaths.name(right);
        sides = Optional.of(
                indexName.isPresent() && !oldName.startsWith("a/")
                        ? new DiffPaths.Sides(oldName, newName)
                        : DiffPaths.stripped(oldName, newName));
    }

    int end() {
        return end;
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
