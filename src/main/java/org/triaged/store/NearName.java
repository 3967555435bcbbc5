package org.triaged.store;

import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.triage.Nearest;

/** Which table, view or column was probably meant. */
final class NearName {

    private static final List<Integer> NO_TABLE = List.of(42102, 42103, 42104);
    private static final int NO_COLUMN = 42122;
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    private static final String TABLES = """
            SELECT LOWER(table_name)
              FROM information_schema.tables
             WHERE table_schema = 'PUBLIC'
             ORDER BY table_type DESC, table_name
            """;

    private static final String COLUMNS = """
            SELECT DISTINCT LOWER(column_name)
              FROM information_schema.columns
             WHERE table_schema = 'PUBLIC'
            """;

    private static final String WITH_COLUMN = """
            SELECT LOWER(table_name)
              FROM information_schema.columns
             WHERE table_schema = 'PUBLIC' AND LOWER(column_name) = ?
             ORDER BY table_name
            """;

    private final Connection connection;

    NearName(Connection connection) {
        this.connection = connection;
    }

    /** @param said the message of the database, which quotes the name it does not know */
    String hint(int errorCode, String said) {
        Matcher name = NAME.matcher(said);
        if (!name.find()) {
            return "";
        }
        String written = name.group(1).toLowerCase(Locale.ROOT);
        if (NO_TABLE.contains(errorCode)) {
            List<String> known = names(TABLES);
            String near = Nearest.hint(written, known);
            return near.isEmpty() ? "; there are " + String.join(", ", known) : near;
        }
        return errorCode == NO_COLUMN ? column(written.substring(written.lastIndexOf('.') + 1)) : "";
    }

    private String column(String written) {
        List<String> elsewhere = new Sql(connection).list(WITH_COLUMN, row -> row.text(1), written);
        return elsewhere.isEmpty()
                ? Nearest.hint(written, names(COLUMNS))
                : "; it is a column of " + String.join(", ", elsewhere);
    }

    private List<String> names(String statement) {
        return new Sql(connection).list(statement, row -> row.text(1));
    }
}
