package org.triaged.store;

import java.util.Set;

/** What the guard knows of the words of SQL. */
final class QueryWords {

    /** With which a question begins. */
    static final Set<String> FIRST = Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN");

    /** Words that a parenthesis may follow and that call nothing. */
    static final Set<String> NO_CALLS = Set.of(
            "ALL",
            "ANALYZE",
            "AND",
            "ANY",
            "AS",
            "BETWEEN",
            "BY",
            "CASE",
            "DISTINCT",
            "ELSE",
            "ESCAPE",
            "EXCEPT",
            "EXISTS",
            "EXPLAIN",
            "FETCH",
            "FILTER",
            "FOR",
            "FROM",
            "GROUP",
            "HAVING",
            "ILIKE",
            "IN",
            "INTERSECT",
            "IS",
            "JOIN",
            "LATERAL",
            "LIKE",
            "LIMIT",
            "MINUS",
            "NOT",
            "OFFSET",
            "ON",
            "OR",
            "OVER",
            "PLAN",
            "QUALIFY",
            "SELECT",
            "SOME",
            "SYMMETRIC",
            "THEN",
            "UNION",
            "UNIQUE",
            "USING",
            "VALUES",
            "WHEN",
            "WHERE");

    /** Types with a length that is a limit and not a size. */
    private static final Set<String> TYPES =
            Set.of("VARCHAR", "VARYING", "DECIMAL", "NUMERIC", "DECFLOAT", "TIMESTAMP", "TIME");

    /** Functions whose answer is about as large as what they are given. */
    private static final Set<String> FUNCTIONS = Set.of(
            "ABS",
            "ASCII",
            "AVG",
            "BTRIM",
            "CAST",
            "CEIL",
            "CEILING",
            "CHARACTER_LENGTH",
            "CHAR_LENGTH",
            "COALESCE",
            "COUNT",
            "CUME_DIST",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "DATEADD",
            "DATEDIFF",
            "DATE_TRUNC",
            "DAY",
            "DAYNAME",
            "DAY_OF_MONTH",
            "DAY_OF_WEEK",
            "DAY_OF_YEAR",
            "DENSE_RANK",
            "EVERY",
            "EXP",
            "EXTRACT",
            "FIRST_VALUE",
            "FLOOR",
            "FORMATDATETIME",
            "GREATEST",
            "HOUR",
            "IFNULL",
            "INSTR",
            "ISO_DAY_OF_WEEK",
            "ISO_WEEK",
            "ISO_YEAR",
            "LAG",
            "LAST_VALUE",
            "LEAD",
            "LEAST",
            "LEFT",
            "LENGTH",
            "LN",
            "LOCALTIMESTAMP",
            "LOCATE",
            "LOG",
            "LOG10",
            "LOWER",
            "LTRIM",
            "MAX",
            "MEDIAN",
            "MIN",
            "MINUTE",
            "MOD",
            "MONTH",
            "MONTHNAME",
            "NOW",
            "NTH_VALUE",
            "NTILE",
            "NULLIF",
            "NVL",
            "OCTET_LENGTH",
            "PERCENTILE_CONT",
            "PERCENTILE_DISC",
            "PERCENT_RANK",
            "POSITION",
            "POWER",
            "QUARTER",
            "RANK",
            "RIGHT",
            "ROUND",
            "ROW_NUMBER",
            "RTRIM",
            "SECOND",
            "SIGN",
            "SQRT",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "SUBSTR",
            "SUBSTRING",
            "SUM",
            "SYSTEM_RANGE",
            "TIMESTAMPADD",
            "TIMESTAMPDIFF",
            "TRIM",
            "TRUNC",
            "UPPER",
            "VAR_POP",
            "VAR_SAMP",
            "WEEK",
            "YEAR");

    /** Words after FOR that lock rows. */
    static final Set<String> LOCKS = Set.of("UPDATE", "SHARE", "NO", "KEY", "READ", "FETCH");

    private QueryWords() {}

    static boolean mayBeCalled(String word) {
        return NO_CALLS.contains(word) || TYPES.contains(word) || FUNCTIONS.contains(word);
    }

    static Set<String> functions() {
        return FUNCTIONS;
    }
}
