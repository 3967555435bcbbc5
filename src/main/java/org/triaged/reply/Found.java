package org.triaged.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.triaged.policy.Finding;
import org.triaged.series.DisplayWidth;

/**
 * The numbered rows of a mail: what it has or lacks, in which patches, and from version 2 on whether that is new. Patch
 * numbers begin at column 41, and marks stand below each other.
 */
final class Found {

    static final String MARGIN = "     ";

    private static final int ROW_TEXT = 35;

    private static final String PLACE_MARGIN = MARGIN + " ".repeat(ROW_TEXT);

    private static final String NEW = "(new)";

    private final List<Row> rows;

    private final Optional<Reroll> reroll;

    private final int total;

    private final Brevity brevity;

    Found(List<Row> rows, Optional<Reroll> reroll, int total, Brevity brevity) {
        this.rows = rows;
        this.reroll = reroll;
        this.total = total;
        this.brevity = brevity;
    }

    /** Where a fact is, and the mark behind it; "" when there is none. */
    private record Place(List<String> lines, String mark) {

        int width() {
            return DisplayWidth.of(lines.get(lines.size() - 1));
        }
    }

    /** @param text of a row, as its rule says it */
    List<String> lines(Function<Row, List<String>> text) {
        List<List<Place>> places = rows.stream().map(this::places).toList();
        int marks = marksAt(places.stream().flatMap(List::stream).toList());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> right = places.get(i).stream()
                    .flatMap(place -> marked(place, marks).stream())
                    .toList();
            lines.addAll(beside(row(i, text.apply(rows.get(i))), right));
        }
        return lines;
    }

    /** The number of a row and of what is said below of it. */
    static String number(int index) {
        return String.format("%3d  ", index + 1);
    }

    private List<String> row(int index, List<String> text) {
        List<String> lines = new ArrayList<>();
        for (String line : text) {
            String margin = lines.isEmpty() ? number(index) : MARGIN;
            lines.add(margin + line.replace("{key}", rows.get(index).key()));
        }
        return lines;
    }

    /** What stood before comes first; of a shared row the rule that gives the words decides. */
    private List<Place> places(Row row) {
        if (reroll.isEmpty()) {
            return List.of(place(row.findings(), "", rows.size() == 1));
        }
        Map<String, List<Finding>> marked = new LinkedHashMap<>();
        for (String mark : Arrays.asList("(as in v" + reroll.get().version() + ")", NEW)) {
            List<Finding> alike = row.findings().stream()
                    .filter(finding -> finding.rule().equals(row.rule()))
                    .filter(finding -> reroll.get().stood(finding) != mark.equals(NEW))
                    .toList();
            if (!alike.isEmpty()) {
                marked.put(mark, alike);
            }
        }
        boolean alone = rows.size() == 1 && marked.size() == 1;
        return marked.entrySet().stream()
                .map(alike -> place(alike.getValue(), alike.getKey(), alone))
                .toList();
    }

    private Place place(List<Finding> findings, String mark, boolean alone) {
        String numbers = Row.numbers(findings.stream()).place(alone, total, brevity);
        return new Place(Columns.fill(numbers, "", "", Columns.WIDTH - PLACE_MARGIN.length()), mark);
    }

    /** Three blanks behind the longest place, as far as the longest mark leaves room. */
    private static int marksAt(List<Place> places) {
        int longest = places.stream().mapToInt(Place::width).max().orElse(0);
        int mark =
                places.stream().mapToInt(place -> place.mark().length()).max().orElse(0);
        return Math.min(longest + 3, Columns.WIDTH - PLACE_MARGIN.length() - mark);
    }

    private static List<String> marked(Place place, int at) {
        List<String> lines = new ArrayList<>(place.lines());
        if (place.mark().isEmpty()) {
            return lines;
        }
        boolean fits = place.width() < at;
        String last = fits ? lines.remove(lines.size() - 1) : "";
        lines.add(last + " ".repeat(at - DisplayWidth.of(last)) + place.mark());
        return lines;
    }

    /** The first place stands behind the last line of the row where that leaves room, else below. */
    private static List<String> beside(List<String> row, List<String> right) {
        List<String> lines = new ArrayList<>(row);
        String last = lines.get(lines.size() - 1);
        int gap = PLACE_MARGIN.length() - DisplayWidth.of(last);
        int from = gap > 0 ? 1 : 0;
        if (gap > 0) {
            lines.set(lines.size() - 1, last + " ".repeat(gap) + right.get(0));
        }
        right.subList(from, right.size()).forEach(line -> lines.add(PLACE_MARGIN + line));
        return lines;
    }
}
