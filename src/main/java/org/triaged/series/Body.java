package org.triaged.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The lines of a mail and its diff, without the footer a list added and without signatures.
 *
 * @param words the lines outside the diff; up to its first line they are the same
 * @param firstDiffLine index of the first line of the diff; the number of lines when there is none
 * @param wordsAbove how many of the words stand above it
 */
record Body(List<String> lines, List<String> words, Diff diff, int firstDiffLine, int wordsAbove) {

    private static final int LONGEST_FOOTER = 8;
    private static final int SHORTEST_RULE = 20;

    /** @param inCr indexes of lines that carried a CR, which is no part of the text */
    static Body read(String text, BitSet inCr, String listAddress, int mostFiles) {
        List<String> all = Arrays.asList(text.split("\n", -1));
        Diff diff = DiffReader.read(all, inCr, mostFiles);
        BitSet dropped = signatures(all, diff);
        int footer = footer(all, listAddress);
        if (footer >= 0 && diff.firstLineFrom(footer) < 0) {
            dropped.set(footer, all.size());
        }
        List<String> kept = new ArrayList<>(all.size());
        List<String> words = new ArrayList<>();
        int first = diff.firstLineFrom(0);
        int between = footerAbove(all, first, listAddress);
        if (between >= 0) {
            dropped.set(between, first);
        }
        int firstKept = -1;
        int wordsAbove = -1;
        for (int at = 0; at < all.size(); at++) {
            if (at == first) {
                firstKept = kept.size();
                wordsAbove = words.size();
            }
            if (!dropped.get(at)) {
                kept.add(all.get(at));
            }
            if (!dropped.get(at) && !diff.lines().get(at)) {
                words.add(all.get(at));
            }
        }
        return new Body(
                kept, words, diff, firstKept < 0 ? kept.size() : firstKept, wordsAbove < 0 ? words.size() : wordsAbove);
    }

    /**
     * From a {@code -- } outside hunks to the end, or to where a diff begins: people sign the message and put the diff
     * below. But above a {@code ---} with a diff git commits everything, and nothing is signed there.
     */
    private static BitSet signatures(List<String> all, Diff diff) {
        BitSet dropped = new BitSet();
        int first = diff.firstLineFrom(0);
        int at = lastDivider(all, first) + 1;
        while (at < all.size()) {
            boolean mark = all.get(at).equals("-- ")
                    || first >= 0 && at > first && all.get(at).equals("--");
            if (mark && !diff.lines().get(at)) {
                int next = diff.firstLineFrom(at);
                int end = next < 0 ? all.size() : next;
                dropped.set(at, end);
                at = end;
            } else {
                at++;
            }
        }
        return dropped;
    }

    /** Above that line; -1 when there is none. */
    private static int lastDivider(List<String> all, int below) {
        int at = below - 1;
        while (at >= 0 && !MessageCut.divider(all.get(at))) {
            at--;
        }
        return Math.max(at, -1);
    }

    private static int footer(List<String> all, String listAddress) {
        int end = all.size();
        while (end > 0 && all.get(end - 1).isBlank()) {
            end--;
        }
        boolean ofList = false;
        for (int at = end - 1; at >= Math.max(0, end - LONGEST_FOOTER); at--) {
            String line = all.get(at);
            if (rule(line)) {
                return ofList ? at : -1;
            }
            ofList |= ofList(line, listAddress);
        }
        return -1;
    }

    /** Where the diff is a part of its own, the footer stands between; only what no person writes counts there. */
    private static int footerAbove(List<String> all, int diff, String listAddress) {
        boolean ofList = false;
        for (int at = diff - 1; at >= Math.max(0, diff - LONGEST_FOOTER); at--) {
            String line = all.get(at);
            if (line.startsWith("_") && rule(line)) {
                return ofList ? at : -1;
            }
            if (line.isBlank() && at < diff - 1 || MessageCut.divider(line)) {
                return -1;
            }
            ofList |= ofList(line, listAddress);
        }
        return -1;
    }

    private static boolean ofList(String line, String listAddress) {
        return line.contains("http://") || line.contains("https://") || line.contains(listAddress);
    }

    private static boolean rule(String line) {
        String text = line.stripTrailing();
        return text.length() >= SHORTEST_RULE
                && (text.chars().allMatch(c -> c == '_') || text.chars().allMatch(c -> c == '-'));
    }
}
