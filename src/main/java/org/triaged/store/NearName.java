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
        return errorCode == NO_COLUMN
                ? Nearest.hint(written.substring(written.lastIndexOf('.') + 1), names(COLUMNS))
                : "";
    }

    private List<String> names(String statement) {
        return new Sql(connection).list(statement, row -> row.text(1));
    }
}
