package org.triaged.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.triage.Answer;
import org.triaged.triage.Question;
import org.triaged.triage.SqlReader;

/** A row of an answer, by the names of its columns. */
record AskedRow(Map<String, Optional<String>> values) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** All rows of the answer to a question of ours. */
    static List<AskedRow> ask(SqlReader reader, String sql, String... parameters) {
        List<String> names = new ArrayList<>();
        List<AskedRow> rows = new ArrayList<>();
        reader.query(question(sql, Question.MOST_ROWS, parameters), new Answer() {
            @Override
            public void columns(List<Column> columns) {
                columns.forEach(column -> names.add(column.name()));
            }

            @Override
            public void row(List<Optional<String>> row) {
                Map<String, Optional<String>> values = new HashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    values.put(names.get(i), row.get(i));
                }
                rows.add(new AskedRow(values));
            }
        });
        return List.copyOf(rows);
    }

    static Question question(String sql, int rows, String... parameters) {
        return new Question(sql, List.of(parameters), rows, PATIENCE);
    }

    Optional<String> maybe(String column) {
        return Optional.ofNullable(values.get(column))
                .orElseThrow(() -> new IllegalStateException("a question without column " + column));
    }

    /** "" for NULL. */
    String text(String column) {
        return maybe(column).orElse("");
    }

    long number(String column) {
        return Long.parseLong(text(column));
    }

    int integer(String column) {
        return Integer.parseInt(text(column));
    }

    Optional<Integer> maybeInteger(String column) {
        return maybe(column).map(Integer::valueOf);
    }

    boolean flag(String column) {
        return Boolean.parseBoolean(text(column));
    }

    Instant instant(String column) {
        return Instant.parse(text(column));
    }

    Optional<Instant> maybeInstant(String column) {
        return maybe(column).map(Instant::parse);
    }
}
