package org.triaged.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements of one transaction. Values are bound by position; an empty Optional is NULL, an Instant a time in UTC. */
final class Sql {

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** How many rows it changed. */
    int update(String statement, Object... values) {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, values);
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw Faults.running(statement, e);
        }
    }

    /** The number that the database gave to the new row. */
    long insert(String statement, Object... values) {
        try (PreparedStatement prepared = connection.prepareStatement(statement, new String[] {"ID"})) {
            bind(prepared, values);
            prepared.executeUpdate();
            try (ResultSet keys = prepared.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException e) {
            throw Faults.running(statement, e);
        }
    }

    <T> List<T> list(String statement, Reader<T> reader, Object... values) {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, values);
            try (ResultSet rows = prepared.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(new Row(rows)));
                }
                return List.copyOf(read);
            }
        } catch (SQLException e) {
            throw Faults.running(statement, e);
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> one(String statement, Reader<T> reader, Object... values) {
        return list(statement, reader, values).stream().findFirst();
    }

    boolean exists(String statement, Object... values) {
        return one(statement, row -> true, values).isPresent();
    }

    private static void bind(PreparedStatement prepared, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(prepared, i + 1, values[i]);
        }
    }

    private static void bind(PreparedStatement prepared, int position, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                bind(prepared, position, optional.get());
            } else {
                prepared.setNull(position, Types.NULL);
            }
        } else if (value instanceof Instant instant) {
            prepared.setObject(position, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(position, bytes);
        } else {
            prepared.setObject(position, value);
        }
    }

    /** The row that is being read. Columns by position; NULL is an empty Optional. */
    static final class Row {

        private final ResultSet row;

        Row(ResultSet row) {
            this.row = row;
        }

        long number(int column) throws SQLException {
            return row.getLong(column);
        }

        int integer(int column) throws SQLException {
            return row.getInt(column);
        }

        boolean flag(int column) throws SQLException {
            return row.getBoolean(column);
        }

        /** "" for NULL. */
        String text(int column) throws SQLException {
            return maybeText(column).orElse("");
        }

        Optional<String> maybeText(int column) throws SQLException {
            return Optional.ofNullable(row.getString(column));
        }

        /** Of an aggregate over no rows. */
        Optional<Long> maybeFirstNumber() throws SQLException {
            return Optional.ofNullable(row.getObject(1, Long.class));
        }

        Instant instant(int column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }

        Optional<Instant> maybeFirstInstant() throws SQLException {
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }

        Optional<byte[]> maybeBytes(int column) throws SQLException {
            return Optional.ofNullable(row.getBytes(column));
        }

        byte[] bytes(int column) throws SQLException {
            return maybeBytes(column).orElseThrow(() -> new IllegalStateException("a mail without bytes"));
        }
    }
}
