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
    private final BitSet inCr;
    private final List<FileDetail> files = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final List<String> changed = new ArrayList<>();
    private final MessageDigest hash = Sha256.digest();
    private Optional<String> brokenAt = Optional.empty();
    private boolean headersInCr;
    private boolean cut;

    private DiffReader(List<String> lines, BitSet inCr, int mostFiles) {
        this.lines = lines;
        this.inCr = inCr;
        this.mostFiles = mostFiles;
    }

    static Diff read(List<String> lines, int mostFiles) {
        return read(lines, new BitSet(), mostFiles);
    }

    /** @param inCr indexes of lines that carried a CR, which is no part of them here */
    static Diff read(List<String> lines, BitSet inCr, int mostFiles) {
        return new DiffReader(lines, inCr, mostFiles).read();
    }

    private Diff read() {
        int at = 0;
        while (at < lines.size()) {
            at = FileHeader.beginsAt(lines, at) ? file(at) : at + 1;
        }
        Optional<String> digest =
                files.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().formatHex(hash.digest()));
        return new Diff(List.copyOf(files), taken, List.copyOf(changed), digest, brokenAt, headersInCr, cut);
    }

    private int file(int start) {
        FileHeader header = FileHeader.read(lines, start);
        int at = header.end();
        AddedLines seen = new AddedLines(lines, inCr, header.newFile(hunkAt(at) ? List.of(lines.get(at)) : List.of()));
        int added = 0;
        int deleted = 0;
        boolean whole = true;
        List<String> heads = new ArrayList<>();
        headersInCr |= marked(start, at);
        while (whole && hunkAt(at)) {
            Hunk hunk = CombinedHunk.beginsAt(lines, at) ? CombinedHunk.read(lines, at) : Hunk.read(lines, at);
            heads.add(lines.get(at));
            hash(at + 1, hunk.end());
            seen.look(at + 1, hunk.end());
            lines.subList(at + 1, hunk.end()).stream()
                    .filter(line -> line.startsWith("+") || line.startsWith("-"))
                    .forEach(changed::add);
            headersInCr |= inCr.get(at);
            added += hunk.added();
            deleted += hunk.deleted();
            whole = !hunk.broken();
            if (!whole) {
                brokenAt(hunk.end(), at);
            }
            at = hunk.end();
        }
        taken.set(start, at);
        if (whole && at < lines.size() && lines.get(at).startsWith("@@")) {
            brokenAt(at, at);
        }
        keep(header.change(added, deleted, heads), header, seen);
        return at;
    }

    private boolean marked(int from, int to) {
        int first = inCr.nextSetBit(from);
        return first >= 0 && first < to;
    }

    /** Where the text ends, or a signature begins, the head of the hunk tells more. */
    private void brokenAt(int end, int head) {
        boolean tells = end < lines.size()
                && !lines.get(end).isBlank()
                && !lines.get(end).equals("-- ");
        brokenAt = brokenAt.or(() -> Optional.of(lines.get(tells ? end : head)));
    }

    private boolean hunkAt(int at) {
        return Hunk.beginsAt(lines, at) || CombinedHunk.beginsAt(lines, at);
    }

    private void keep(FileChange change, FileHeader header, AddedLines seen) {
        if (files.size() == mostFiles) {
            cut = true;
            return;
        }
        files.add(seen.detail(change, header));
        hash.update((change.path() + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private void hash(int from, int to) {
        for (String line : lines.subList(from, to)) {
            hash.update((line + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }
}
