package org.triaged.cli;

import java.util.List;
import java.util.Optional;
import org.triaged.triage.Answer;
import org.triaged.triage.Report;
import org.triaged.triage.Report.Topic;
import org.triaged.triage.Status;

/** A report for a terminal, and for programs: there each row of each topic is a line. */
final class ReportLines {

    private ReportLines() {}

    static String text(Report report, Status status, Paint paint, int width) {
        StringBuilder text = new StringBuilder();
        for (Topic topic : Topic.values()) {
            Report.Table table = report.table(topic);
            text.append(paint.bold(topic.title())).append("\n\n");
            TextTable rows = new TextTable(
                    table.columns().stream()
                            .map(column -> column.name().replace('_', ' '))
                            .toList(),
                    table.columns().stream()
                            .map(column -> column.type() == Answer.Type.NUMBER)
                            .toList());
            table.rows()
                    .forEach(row ->
                            rows.add(row.stream().map(value -> value.orElse("")).toList()));
            text.append(table.rows().isEmpty() ? "nothing of the kind\n" : rows.text(width))
                    .append('\n');
        }
        text.append(paint.bold("Waits for a person")).append("\n\n");
        status.needs().forEach(need -> text.append(Terminal.escape(need.what() + ". " + need.next()))
                .append('\n'));
        return text.append(status.needs().isEmpty() ? "nothing\n" : "").toString();
    }

    static String json(Report report, Status status) {
        StringBuilder lines = new StringBuilder(new JsonLine("report")
                .time("from", report.from())
                .time("until", report.until())
                .text("list", report.list())
                .end());
        for (Topic topic : Topic.values()) {
            Report.Table table = report.table(topic);
            table.rows().forEach(row -> lines.append(row(topic, table.columns(), row)));
        }
        return lines.append(new JsonLine("health")
                        .flag("daemon", status.daemon().isPresent())
                        .number("to_read", status.toRead())
                        .number("to_judge", status.toJudge())
                        .number("quarantined", status.quarantined())
                        .objects("needs", status.needs(), (need, into) -> into.text("what", need.what())
                                .text("next", need.next()))
                        .end())
                .toString();
    }

    private static String row(Topic topic, List<Answer.Column> columns, List<Optional<String>> row) {
        JsonLine line = new JsonLine(topic.word());
        for (int at = 0; at < columns.size(); at++) {
            Answer.Column column = columns.get(at);
            if (column.type() == Answer.Type.NUMBER) {
                line.decimal(column.name(), row.get(at));
            } else {
                line.text(column.name(), row.get(at));
            }
        }
        return line.end();
    }
}
