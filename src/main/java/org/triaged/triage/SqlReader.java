package org.triaged.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions in SQL as the user who may only read. */
public interface SqlReader {

    /**
     * @return false when there were more rows than the question wanted
     * @throws QueryRefused when it is no plain question, is not understood, or takes too long or too much
     */
    boolean query(Question question, Answer into);

    /** The whole answer of a question of ours. */
    default Table query(String sql) {
        List<String> columns = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        query(Question.of(sql), new Answer() {
            @Override
            public void columns(List<Column> all) {
                all.forEach(column -> columns.add(column.name()));
            }

            @Override
            public void row(List<Optional<String>> values) {
                rows.add(values.stream().map(value -> value.orElse("")).toList());
            }
        });
        return new Table(List.copyOf(columns), List.copyOf(rows));
    }

    /** @param rows values as text; NULL is "" */
    record Table(List<String> columns, List<List<String>> rows) {}
}
