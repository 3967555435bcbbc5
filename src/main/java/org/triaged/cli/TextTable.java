package org.triaged.cli;

import java.util.ArrayList;
import java.util.List;
import org.triaged.series.DisplayWidth;

/**
 * An aligned table, cut to a width: the widest columns give way first. What does not fit in any way is told row by row, a
 * line a value.
 */
final class TextTable {

    private static final String GAP = "  ";

    private static final String CUT = "\u2026";

    /** Narrower than that nothing can be recognised. */
    private static final int NARROWEST = 8;

    /** Display columns of a value that are kept, whatever the width. */
    private static final int WIDEST = 2_000;

    private final List<String> names;

    private final List<Boolean> toTheRight;

    private final List<List<String>> rows = new ArrayList<>();

    /** @param toTheRight columns of numbers */
    TextTable(List<String> names, List<Boolean> toTheRight) {
        this.names = names.stream().map(Terminal::escape).toList();
        this.toTheRight = List.copyOf(toTheRight);
    }

    /** @param values may hold anything; nothing in them reaches the terminal but letters */
    void add(List<String> values) {
        rows.add(values.stream()
                .map(value ->
                        cut(Terminal.escape(value.length() > WIDEST ? value.substring(0, WIDEST) : value), WIDEST))
                .toList());
    }

    int rows() {
        return rows.size();
    }

    /** Lines, each with its line feed. @param width of the terminal */
    String text(int width) {
        int[] widths = widths();
        if (!fit(widths, width)) {
            return records(width);
        }
        StringBuilder text = new StringBuilder();
        line(names, widths, text);
        line(rule(widths), widths, text);
        rows.forEach(row -> line(row, widths, text));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = names.stream().mapToInt(DisplayWidth::of).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        return widths;
    }

    private static boolean fit(int[] widths, int width) {
        long total = (long) GAP.length() * (widths.length - 1);
        for (int column : widths) {
            total += column;
        }
        while (total > width) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return false;
            }
            widths[widest]--;
            total--;
        }
        return true;
    }

    private String records(int width) {
        int widestName = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append("row ").append(row + 1).append('\n');
            for (int column = 0; column < names.size(); column++) {
                String line = GAP
                        + padded(names.get(column), widestName, false)
                        + GAP
                        + rows.get(row).get(column);
                text.append(cut(line, width).stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>();
        for (int column : widths) {
            rule.add("-".repeat(column));
        }
        return rule;
    }

    private void line(List<String> values, int[] widths, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : GAP)
                    .append(padded(cut(values.get(column), widths[column]), widths[column], toTheRight.get(column)));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String padded(String value, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - DisplayWidth.of(value)));
        return right ? blanks + value : value + blanks;
    }

    private static String cut(String value, int width) {
        if (DisplayWidth.of(value) <= width) {
            return value;
        }
        StringBuilder kept = new StringBuilder();
        int filled = 0;
        for (int at = 0; at < value.length(); at = value.offsetByCodePoints(at, 1)) {
            String letter = Character.toString(value.codePointAt(at));
            filled += DisplayWidth.of(letter);
            if (filled > width - 1) {
                break;
            }
            kept.append(letter);
        }
        return kept + CUT;
    }
}
