package org.triaged.series;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at the lines that a diff adds to one file, and keeps what rules ask about. */
final class AddedLines {

    private static final int MOST_KEPT = 200;

    private static final int LONGEST_KEPT = 200;

    /** A word of each text by which files are licensed. */
    private static final List<String> LICENCE_WORDS = List.of(
            "licen", "spdx", "free software", "public domain", "permission is hereby", "redistribution and use");

    private final List<String> lines;

    private final BitSet inCr;

    private final boolean newFile;

    private final List<String> onLicence = new ArrayList<>();

    private int blanks;

    private Optional<String> firstInBlanks = Optional.empty();

    private int crs;

    /** @param inCr indexes of lines that carried a CR */
    AddedLines(List<String> lines, BitSet inCr, boolean newFile) {
        this.lines = lines;
        this.inCr = inCr;
        this.newFile = newFile;
    }

    void look(int from, int to) {
        for (int at = from; at < to; at++) {
            String line = lines.get(at);
            if (line.startsWith("+")) {
                look(line, at);
            }
        }
    }

    private void look(String line, int at) {
        char last = line.charAt(line.length() - 1);
        if (last == ' ' || last == '\t') {
            blanks++;
            firstInBlanks = firstInBlanks.or(() -> Optional.of(shortened(line)));
        }
        crs += inCr.get(at) ? 1 : 0;
        if (newFile && onLicence.size() < MOST_KEPT && speaksOfLicence(line)) {
            onLicence.add(shortened(line.substring(1)));
        }
    }

    private static boolean speaksOfLicence(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return LICENCE_WORDS.stream().anyMatch(lower::contains);
    }

    private static String shortened(String line) {
        return line.length() > LONGEST_KEPT ? line.substring(0, LONGEST_KEPT) : line;
    }

    FileDetail detail(FileChange change, FileHeader header) {
        return new FileDetail(change, header.mode(), header.binarySize(), blanks, firstInBlanks, crs, onLicence);
    }
}
