package org.triaged.report;

import java.util.ArrayList;
import java.util.List;

/** Upright columns over time in SVG, with title, unit, scale and legend. Of each column a part may stand out. */
final class ColumnChart {

    private static final int WIDTH = 328;

    private static final int LEFT = 34;

    private static final int TALLEST = 110;

    private static final int LINE = 16;

    private final String title;

    private final String unit;

    private final List<String> legend;

    private final List<Column> columns = new ArrayList<>();

    private record Column(String label, double whole, double part) {}

    /** @param legend of the whole, then of the part; empty: a column has no part */
    ColumnChart(String title, String unit, List<String> legend) {
        this.title = title;
        this.unit = unit;
        this.legend = legend;
    }

    void add(String label, double whole, double part) {
        columns.add(new Column(label, whole, part));
    }

    String svg() {
        int top = (legend.isEmpty() ? 2 : 3) * LINE;
        int ground = top + TALLEST;
        String heading = Html.text(title + " (" + unit + ")");
        StringBuilder svg = new StringBuilder(
                "<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + (ground + LINE + 4) + "\">\n<title>" + heading
                        + "</title>\n<text x=\"0\" y=\"12\" class=\"heading\">" + heading + "</text>\n");
        int x = 0;
        for (int at = 0; at < legend.size(); at++) {
            svg.append(rect(at == 0 && legend.size() > 1 ? "whole" : "part", x, LINE + 6, 10, 10));
            svg.append(text(x + 14, LINE + 15, "", legend.get(at)));
            x += 14 + 7 * legend.get(at).length() + 12;
        }
        double largest =
                Math.max(1, columns.stream().mapToDouble(Column::whole).max().orElse(1));
        svg.append(line(top)).append(line(ground));
        svg.append(text(LEFT - 4, top + 4, "end", number(largest))).append(text(LEFT - 4, ground + 4, "end", "0"));
        double step = (double) (WIDTH - LEFT) / Math.max(columns.size(), 12);
        for (int at = 0; at < columns.size(); at++) {
            Column column = columns.get(at);
            double from = LEFT + at * step;
            bar(svg, legend.size() > 1 ? "whole" : "part", from, step * 0.85, column.whole() / largest, ground);
            if (legend.size() > 1) {
                bar(svg, "part", from + step * 0.15, step * 0.55, column.part() / largest, ground);
            }
        }
        if (!columns.isEmpty()) {
            svg.append(text(LEFT, ground + LINE, "", columns.get(0).label()));
            if (columns.size() > 6) {
                double end = Math.max(LEFT + columns.size() * step, LEFT + 160);
                svg.append(text(
                        end,
                        ground + LINE,
                        "end",
                        columns.get(columns.size() - 1).label()));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, String style, double x, double width, double share, int ground) {
        double height = share * TALLEST;
        if (height > 0) {
            svg.append(rect(style, x, ground - Math.max(1, height), width, Math.max(1, height)));
        }
    }

    private static String rect(String style, double x, double y, double width, double height) {
        return "<rect class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width)
                + "\" height=\"" + number(height) + "\"/>\n";
    }

    private static String line(int y) {
        return "<line x1=\"" + LEFT + "\" y1=\"" + y + "\" x2=\"" + WIDTH + "\" y2=\"" + y + "\"/>\n";
    }

    private static String text(double x, double y, String style, String text) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\""
                + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">" + Html.text(text) + "</text>\n";
    }

    /** One digit behind the point, when it says anything. */
    private static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
