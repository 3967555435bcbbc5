package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.triage.Answer;

/**
 * An answer as CSV (RFC 4180), a header line first. A value that a spreadsheet would take for a formula gets an apostrophe
 * in front; characters that could steer a terminal are escaped, line ends and tabs stay.
 */
final class AnswerCsv implements Answer {

    private static final String STARTS_FORMULA = "=+-@\t\r";

    private static final String END = "\r\n";

    private final PrintStream out;

    private List<Column> columns = List.of();

    AnswerCsv(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> told) {
        columns = told;
        Utf8.print(
                out,
                told.stream().map(column -> cell(column.name(), Type.TEXT)).collect(Collectors.joining(",")) + END);
    }

    @Override
    public void row(List<Optional<String>> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Type type = columns.get(i).type();
            line.append(i == 0 ? "" : ",")
                    .append(values.get(i).map(value -> cell(value, type)).orElse(""));
        }
        Utf8.print(out, line + END);
    }

    /** An empty text is quoted, so that it can be told from NULL. */
    private static String cell(String value, Type type) {
        boolean number = type == Type.NUMBER && value.matches("-?[0-9.]+([eE][+-]?[0-9]+)?");
        boolean formula = !number && !value.isEmpty() && STARTS_FORMULA.indexOf(value.charAt(0)) >= 0;
        String safe = (formula ? "'" : "") + Terminal.escapeKeeping("\t\r\n", value);
        boolean quoted = safe.isEmpty() || safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
