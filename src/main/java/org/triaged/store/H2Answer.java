package org.triaged.store;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.triage.Answer;

/**
 * Rows of a question as text. Only by the type of the column, never as whatever object the database offers: a value of
 * type OTHER would be deserialized.
 */
final class H2Answer {

    /** Characters, or half the hex digits, of the largest value; what is larger is cut. */
    private static final int LARGEST = 1 << 20;

    private final ResultSet rows;
    private final List<Integer> types;
    private final List<Answer.Column> columns;

    private H2Answer(ResultSet rows, List<Integer> types, List<Answer.Column> columns) {
        this.rows = rows;
        this.types = types;
        this.columns = columns;
    }

    static H2Answer of(ResultSet rows) throws SQLException {
        ResultSetMetaData about = rows.getMetaData();
        List<Integer> types = new ArrayList<>();
        List<Answer.Column> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            String label = about.getColumnLabel(i);
            boolean quoted = !label.equals(label.toUpperCase(Locale.ROOT));
            types.add(about.getColumnType(i));
            columns.add(
                    new Answer.Column(quoted ? label : label.toLowerCase(Locale.ROOT), type(about.getColumnType(i))));
        }
        return new H2Answer(rows, types, List.copyOf(columns));
    }

    /** True when that was all. */
    boolean tell(int most, Answer into) throws SQLException {
        into.columns(columns);
        for (int told = 0; rows.next(); told++) {
            if (told == most) {
                return false;
            }
            List<Optional<String>> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(value(i + 1, types.get(i)));
            }
            into.row(values);
        }
        return true;
    }

    private static Answer.Type type(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL, Types.NUMERIC ->
                Answer.Type.NUMBER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Answer.Type.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Answer.Type.BOOLEAN;
            case Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE -> Answer.Type.TIME;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Answer.Type.TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.OTHER, Types.JAVA_OBJECT ->
                Answer.Type.BYTES;
            default -> Answer.Type.TEXT;
        };
    }

    private Optional<String> value(int column, int sqlType) throws SQLException {
        return switch (sqlType) {
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
                        .map(time -> time.toInstant().toString());
            case Types.TIMESTAMP ->
                Optional.ofNullable(rows.getObject(column, LocalDateTime.class)).map(LocalDateTime::toString);
            case Types.BOOLEAN, Types.BIT ->
                Optional.of(rows.getBoolean(column)).filter(value -> wasThere()).map(value -> Boolean.toString(value));
            case Types.BLOB ->
                Optional.ofNullable(rows.getBlob(column)).map(blob -> hex(() -> blob.getBytes(1, LARGEST)));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.OTHER, Types.JAVA_OBJECT ->
                Optional.ofNullable(rows.getBytes(column)).map(bytes -> hex(() -> bytes));
            case Types.CLOB, Types.NCLOB ->
                Optional.ofNullable(rows.getClob(column)).map(clob -> cut(() -> clob.getSubString(1, LARGEST)));
            default -> Optional.ofNullable(rows.getString(column)).map(text -> cut(() -> text));
        };
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private boolean wasThere() {
        return !read(rows::wasNull);
    }

    private static String hex(Reading<byte[]> bytes) {
        byte[] all = read(bytes);
        return HexFormat.of().formatHex(all, 0, Math.min(all.length, LARGEST));
    }

    private static String cut(Reading<String> text) {
        String all = read(text);
        return all.length() <= LARGEST ? all : all.substring(0, LARGEST);
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw Faults.running("a value of an answer", e);
        }
    }
}
