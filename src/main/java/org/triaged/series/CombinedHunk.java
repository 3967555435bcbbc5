package org.triaged.series;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hunk in the form that git gives merges ({@code diff --cc}), with a column of marks for each parent. */
final class CombinedHunk {

    private static final Pattern RANGE = Pattern.compile("[-+]\\d{1,9}(?:,(\\d{1,9}))?");
    private static final int MOST_PARENTS = 16;

    private final List<String> lines;
    private final int parents;
    private final int[] oldOpen;
    private int newOpen;
    private int added;
    private int deleted;

    private CombinedHunk(List<String> lines, int head) {
        this.lines = lines;
        this.parents = parents(lines.get(head));
        String[] words = lines.get(head).split(" ", parents + 3);
        this.oldOpen = Arrays.stream(words, 1, parents + 1)
                .mapToInt(CombinedHunk::count)
                .toArray();
        this.newOpen = count(words[parents + 1]);
    }

    static boolean beginsAt(List<String> lines, int at) {
        return at < lines.size() && lines.get(at).startsWith("@@@") && parents(lines.get(at)) > 0;
    }

    /** 0 when the line is no head of such a hunk. */
    private static int parents(String line) {
        int marks = 0;
        while (marks < line.length() && line.charAt(marks) == '@') {
            marks++;
        }
        int parents = marks - 1;
        String[] words = parents > 1 && parents <= MOST_PARENTS ? line.split(" ", parents + 3) : new String[0];
        if (words.length < parents + 3 || !words[parents + 2].startsWith(words[0])) {
            return 0;
        }
        for (int at = 1; at <= parents + 1; at++) {
            char sign = at <= parents ? '-' : '+';
            if (words[at].indexOf(sign) != 0 || !RANGE.matcher(words[at]).matches()) {
                return 0;
            }
        }
        return parents;
    }

    private static int count(String range) {
        Matcher counts = RANGE.matcher(range);
        return counts.matches() && counts.group(1) != null ? Integer.parseInt(counts.group(1)) : 1;
    }

    static Hunk read(List<String> lines, int head) {
        return new CombinedHunk(lines, head).counted(head + 1);
    }

    private Hunk counted(int first) {
        int at = first;
        while (at < lines.size() && open() && take(lines.get(at))) {
            at++;
        }
        boolean broken = open();
        while (at < lines.size() && lines.get(at).startsWith("\\")) {
            at++;
        }
        return new Hunk(at, added, deleted, broken);
    }

    private boolean open() {
        return newOpen > 0 || Arrays.stream(oldOpen).anyMatch(count -> count > 0);
    }

    /** False for a line that is none of a hunk. A deleted line stands in the parents marked so, any other in the unmarked. */
    private boolean take(String line) {
        String marks = (line + " ".repeat(parents)).substring(0, parents);
        if (line.startsWith("\\")) {
            return true;
        }
        if (!marks.chars().allMatch(mark -> mark == ' ' || mark == '+' || mark == '-')) {
            return false;
        }
        boolean deletes = marks.indexOf('-') >= 0;
        char present = deletes ? '-' : ' ';
        for (int parent = 0; parent < parents; parent++) {
            oldOpen[parent] -= marks.charAt(parent) == present ? 1 : 0;
        }
        newOpen -= deletes ? 0 : 1;
        deleted += deletes ? 1 : 0;
        added += marks.indexOf('+') >= 0 && !deletes ? 1 : 0;
        return true;
    }
}
