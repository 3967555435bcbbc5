package org.triaged.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars in SVG, with title and unit. Its width is that of a small telephone, so its letters stay readable there;
 * on a larger screen it grows. The numbers stand at the bars.
 */
final class BarChart {

    private static final int WIDTH = 328;

    private static final int LINE = 16;

    private static final int MOST = 240;

    private final String title;

    private final String unit;

    private final List<Bar> bars = new ArrayList<>();

    /** @param style class of the page that colours it */
    private record Bar(String label, int value, String style) {}

    /** @param unit of the values */
    BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    void add(String label, int value, String style) {
        bars.add(new Bar(label, value, style));
    }

    String svg() {
        int largest = bars.stream().mapToInt(Bar::value).max().orElse(1);
        int height = (2 * bars.size() + 2) * LINE + 12 * bars.size();
        StringBuilder svg = new StringBuilder("<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + height + "\">\n");
        String heading = Html.text(title + " (" + unit + ")");
        svg.append("<title>").append(heading).append("</title>\n");
        svg.append("<text x=\"0\" y=\"14\" class=\"heading\">").append(heading).append("</text>\n");
        int y = 2 * LINE;
        for (Bar bar : bars) {
            int length = Math.max(2, (int) ((long) bar.value() * MOST / Math.max(1, largest)));
            svg.append("<text x=\"0\" y=\"").append(y + 12).append("\">").append(Html.text(bar.label()));
            svg.append("</text>\n<rect class=\"")
                    .append(bar.style())
                    .append("\" x=\"0\" y=\"")
                    .append(y + LINE);
            svg.append("\" width=\"")
                    .append(length)
                    .append("\" height=\"14\"/>\n<text x=\"")
                    .append(length + 6);
            svg.append("\" y=\"")
                    .append(y + LINE + 12)
                    .append("\">")
                    .append(bar.value())
                    .append("</text>\n");
            y += 2 * LINE + 12;
        }
        return svg.append("</svg>\n").toString();
    }
}
