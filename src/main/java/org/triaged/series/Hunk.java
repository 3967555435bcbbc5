package org.triaged.series;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One hunk, counted. While the counts of its {@code @@} line are open every line is content, whatever it looks like.
 *
 * @param end index of the first line after it
 * @param broken it ended before its counts were used up
 */
record Hunk(int end, int added, int deleted, boolean broken) {

    private static final Pattern HEAD =
            Pattern.compile("@@ -\\d{1,9}(?:,(\\d{1,9}))? \\+\\d{1,9}(?:,(\\d{1,9}))? @@.*");

    static boolean beginsAt(List<String> lines, int at) {
        return at < lines.size()
                && lines.get(at).startsWith("@@ -")
                && HEAD.matcher(lines.get(at)).matches();
    }

    static Hunk read(List<String> lines, int head) {
        Matcher counts = HEAD.matcher(lines.get(head));
        if (!counts.matches()) {
            throw new IllegalStateException("no hunk begins at line " + head);
        }
        int oldOpen = count(counts.group(1));
        int newOpen = count(counts.group(2));
        int added = 0;
        int deleted = 0;
        Hunk untilSignature = null;
        int at = head + 1;
        while (at < lines.size() && (oldOpen > 0 || newOpen > 0)) {
            String line = lines.get(at);
            if (line.equals("-- ")) {
                untilSignature = new Hunk(at, added, deleted, true);
            }
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case ' ' -> {
                    oldOpen--;
                    newOpen--;
                }
                case '+' -> {
                    newOpen--;
                    added++;
                }
                case '-' -> {
                    oldOpen--;
                    deleted++;
                }
                case '\\' -> {}
                default -> {
                    return broken(untilSignature, new Hunk(at, added, deleted, true));
                }
            }
            at++;
        }
        if (oldOpen > 0 || newOpen > 0) {
            return broken(untilSignature, new Hunk(at, added, deleted, true));
        }
        while (at < lines.size() && lines.get(at).startsWith("\\")) {
            at++;
        }
        return new Hunk(at, added, deleted, oldOpen < 0 || newOpen < 0);
    }

    private static Hunk broken(Hunk untilSignature, Hunk untilEnd) {
        return untilSignature == null ? untilEnd : untilSignature;
    }

    private static int count(String stated) {
        return stated == null ? 1 : Integer.parseInt(stated);
    }
}
