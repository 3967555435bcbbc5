package org.triaged.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.triaged.triage.Events;
import org.triaged.triage.SqlReader;

/** Where the demo is told: aligned always, coloured on a terminal only. */
final class Stage implements Events {

    private static final String BOLD = "\u001b[1m";

    private static final String DIM = "\u001b[2m";

    private static final String YELLOW = "\u001b[33m";

    private static final String PLAIN = "\u001b[0m";

    private static final int WIDEST = 60;

    private final PrintStream out;

    private final boolean colour;

    private int scene;

    Stage(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void scene(String title) {
        scene++;
        out.println();
        out.println(paint(BOLD, String.format("%2d  %s", scene, title)));
    }

    void say(String line) {
        out.println(line.isEmpty() ? "" : "    " + line);
    }

    void quote(String text) {
        text.lines().forEach(line -> out.println("    " + paint(DIM, "| ") + line));
    }

    @Override
    public void tell(Event event) {
        String line =
                switch (event.name()) {
                    case "poll-finished" -> row("poll", event, "mails") + " new in " + field(event, "folder");
                    case "series-judged" ->
                        String.format(
                                "%-8s %-6s %-46s %-3s %-4s %-22s -> %s",
                                "judged",
                                field(event, "list"),
                                cut(field(event, "title"), 46),
                                field(event, "version"),
                                field(event, "parts"),
                                field(event, "findings").isEmpty() ? "no finding" : field(event, "findings"),
                                field(event, "outcome"));
                    case "reply-transmitted" -> row("sent", event, "report") + "  server: " + field(event, "said");
                    case "reply-seen" -> row("seen", event, "report") + "  came back through the list";
                    case "reply-waits" ->
                        String.format("%-8s %-6s %s  %s", "waits", "", field(event, "report"), field(event, "reason"));
                    default -> event.name() + " " + event.fields();
                };
        say(event.level() == Level.ALERT ? paint(YELLOW, line) : line);
    }

    /** An answer of the database, in columns. */
    void table(SqlReader.Table table) {
        List<List<String>> lines = new ArrayList<>(List.of(table.columns()));
        lines.addAll(table.rows());
        int columns = table.columns().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], cut(line.get(i), WIDEST).length());
            }
        }
        for (int n = 0; n < lines.size(); n++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                row.append(String.format(
                        "%-" + Math.max(1, widths[i]) + "s  ", cut(lines.get(n).get(i), WIDEST)));
            }
            String text = row.toString().stripTrailing();
            say(n == 0 ? paint(BOLD, text.toLowerCase(java.util.Locale.ROOT)) : text);
        }
    }

    private static String row(String verb, Event event, String key) {
        return String.format("%-8s %-6s %s", verb, field(event, "list"), field(event, key));
    }

    private static String field(Event event, String key) {
        return event.fields().getOrDefault(key, "");
    }

    private static String cut(String text, int width) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }

    private String paint(String code, String text) {
        return colour ? code + text + PLAIN : text;
    }
}
