package org.triaged.series;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.Sha256;

/** Finds the diff in the lines of a mail and counts it as {@code git apply --numstat} does. */
final class DiffReader {

    private final List<String> lines;
    private final int mostFiles;
    private final List<FileChange> files = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final MessageDigest hash = Sha256.digest();
    private boolean corrupt;
    private boolean cut;

    private DiffReader(List<String> lines, int mostFiles) {
        this.lines = lines;
        this.mostFiles = mostFiles;
    }

    static Diff read(List<String> lines, int mostFiles) {
        return new DiffReader(lines, mostFiles).read();
    }

    private Diff read() {
        int at = 0;
        while (at < lines.size()) {
            at = FileHeader.beginsAt(lines, at) ? file(at) : at + 1;
        }
        Optional<String> digest =
                files.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().formatHex(hash.digest()));
        return new Diff(List.copyOf(files), taken, digest, corrupt, cut);
    }

    private int file(int start) {
        FileHeader header = FileHeader.read(lines, start);
        int at = header.end();
        int added = 0;
        int deleted = 0;
        boolean whole = true;
        List<String> heads = new ArrayList<>();
        while (whole && hunkAt(at)) {
            Hunk hunk = CombinedHunk.beginsAt(lines, at) ? CombinedHunk.read(lines, at) : Hunk.read(lines, at);
            heads.add(lines.get(at));
            hash(at + 1, hunk.end());
            added += hunk.added();
            deleted += hunk.deleted();
            whole = !hunk.broken();
            at = hunk.end();
        }
        taken.set(start, at);
        corrupt |= !whole || at < lines.size() && lines.get(at).startsWith("@@");
        keep(header.change(added, deleted, heads));
        return at;
    }

    private boolean hunkAt(int at) {
        return Hunk.beginsAt(lines, at) || CombinedHunk.beginsAt(lines, at);
    }

    private void keep(FileChange change) {
        if (files.size() == mostFiles) {
            cut = true;
            return;
        }
        files.add(change);
        hash.update((change.path() + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private void hash(int from, int to) {
        for (String line : lines.subList(from, to)) {
            hash.update((line + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }
}
