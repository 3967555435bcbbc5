package org.triaged.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.triaged.triage.SqlReader;

/** Answers one statement on a connection of its own, as the user who may only look. */
final class H2Reader implements SqlReader {

    private static final int SECONDS = 10;
    private static final int ROWS = 100_000;

    private final Supplier<Connection> asReader;

    H2Reader(Supplier<Connection> asReader) {
        this.asReader = asReader;
    }

    /** Refuses with an {@link IllegalArgumentException} what is no plain question, or what the database does not understand. */
    @Override
    public Table query(String sql) {
        QueryGuard.check(sql);
        try (Connection connection = asReader.get();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.setMaxRows(ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return table(rows);
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Table table(ResultSet rows) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT));
        }
        List<List<String>> read = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(Optional.ofNullable(rows.getString(i)).orElse(""));
            }
            read.add(List.copyOf(row));
        }
        return new Table(List.copyOf(columns), List.copyOf(read));
    }
}
