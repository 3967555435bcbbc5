package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Answer;

/** An answer as a table, printed when it is complete. */
final class AnswerText implements Answer {

    private static final String NULL = "-";

    private final PrintStream out;

    private final int width;

    private TextTable table = new TextTable(List.of(), List.of());

    AnswerText(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void columns(List<Column> columns) {
        table = new TextTable(
                columns.stream().map(Column::name).toList(),
                columns.stream().map(column -> column.type() == Type.NUMBER).toList());
    }

    @Override
    public void row(List<Optional<String>> values) {
        table.add(values.stream().map(value -> value.orElse(NULL)).toList());
    }

    void end() {
        Utf8.print(out, table.text(width) + (table.rows() == 1 ? "1 row\n" : table.rows() + " rows\n"));
    }
}
