package org.triaged.series;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the message of a commit ends and the notes of its sender begin.
 *
 * @param message the lines that git would commit
 * @param notes what stands between {@code ---} and the diff; of a cover, all from the first summary on
 * @param divided a line {@code ---} made the cut
 */
record MessageCut(List<String> message, List<String> notes, boolean divided) {

    private static final Pattern DIFFSTAT = Pattern.compile(" \\S.* \\| +(?:\\d+(?: [+-]+)?|Bin.*)\\s*");
    private static final Pattern DIFFSTAT_SUM = Pattern.compile(" \\d+ files? changed(?:, .*)?");
    private static final Pattern SHORTLOG = Pattern.compile("\\S[^:]* \\(\\d+\\):\\s*");
    private static final Pattern RANGE_DIFF = Pattern.compile(" *\\d+: +[0-9a-f-]+ [=!<>] +\\d+: .*");

    /** As git mailinfo cuts. */
    static MessageCut ofPatch(List<String> lines, int from, int firstDiffLine) {
        int cut = from;
        while (cut < lines.size() && !breaks(lines, cut)) {
            cut++;
        }
        boolean divided = cut < lines.size() && divider(lines.get(cut));
        int notesFrom = divided ? cut + 1 : cut;
        int notesTo = Math.max(notesFrom, Math.min(firstDiffLine, lines.size()));
        return new MessageCut(
                lines.subList(from, cut), divided ? lines.subList(notesFrom, notesTo) : List.of(), divided);
    }

    private static boolean breaks(List<String> lines, int at) {
        String line = lines.get(at);
        return divider(line)
                || line.startsWith("diff -")
                || line.startsWith("Index: ")
                || line.startsWith("--- ")
                        && at + 1 < lines.size()
                        && lines.get(at + 1).startsWith("+++ ");
    }

    static boolean divider(String line) {
        return line.startsWith("---") && line.substring(3).isBlank();
    }

    /** To the shortlog, diffstat or range-diff. */
    static MessageCut ofCover(List<String> lines, int from, int longestLine) {
        int cut = from;
        while (cut < lines.size() && !summary(lines, cut, longestLine)) {
            cut++;
        }
        return new MessageCut(lines.subList(from, cut), lines.subList(cut, lines.size()), false);
    }

    private static boolean summary(List<String> lines, int at, int longestLine) {
        String line = lines.get(at);
        if (line.length() > longestLine || line.isEmpty()) {
            return false;
        }
        String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
        return diffstat(line)
                || divider(line)
                || RANGE_DIFF.matcher(line).matches()
                || next.startsWith("  ") && SHORTLOG.matcher(line).matches();
    }

    private static boolean diffstat(String line) {
        return line.startsWith(" ")
                && (DIFFSTAT.matcher(line).matches()
                        || DIFFSTAT_SUM.matcher(line).matches());
    }

    static boolean hasDiffstat(List<String> lines, int longestLine) {
        return lines.stream().anyMatch(line -> line.length() <= longestLine && diffstat(line));
    }
}
