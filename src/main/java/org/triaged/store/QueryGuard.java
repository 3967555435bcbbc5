package org.triaged.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rights of the reader do not refuse, and would hurt the daemon: locks, a second statement, and functions that
 * make much out of little. Text in literals and comments is not looked at.
 */
final class QueryGuard {

    private static final Pattern QUOTED =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\r\\n]*|//[^\\r\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private static final Pattern HIDING = Pattern.compile("\\b[uU]&|\\$\\$");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Set<String> FIRST = Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN");

    private static final Set<String> REFUSED = Set.of(
            "RECURSIVE",
            "LISTAGG",
            "GROUP_CONCAT",
            "STRING_AGG",
            "ARRAY_AGG",
            "JSON_OBJECTAGG",
            "JSON_ARRAYAGG",
            "REPEAT",
            "SPACE",
            "LPAD",
            "RPAD");

    private QueryGuard() {}

    static void check(String sql) {
        String bare = bare(sql);
        if (bare.replaceAll(";\\s*$", "").contains(";")) {
            throw refused("one statement at a time");
        }
        List<String> words = WORD.matcher(bare)
                .results()
                .map(word -> word.group().toUpperCase(Locale.ROOT))
                .toList();
        if (words.isEmpty() || !FIRST.contains(words.get(0)) || !startsWithWord(bare)) {
            throw refused("a question begins with SELECT, WITH, VALUES, TABLE or EXPLAIN");
        }
        words.stream().filter(REFUSED::contains).findFirst().ifPresent(word -> {
            throw refused(word + " is refused, since it can exhaust the memory of the daemon");
        });
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i - 1).equals("FOR") && words.get(i).equals("UPDATE")) {
                throw refused("FOR UPDATE is refused, since it would hold up the daemon");
            }
        }
    }

    /** Without literals and comments; quoted names stay, since a function can be called by one. */
    private static String bare(String sql) {
        String bare = QUOTED.matcher(sql)
                .replaceAll(match -> switch (match.group().charAt(0)) {
                    case '\'' -> " '' ";
                    case '"' -> " " + match.group().replaceAll("[^A-Za-z0-9_]", " ") + " ";
                    default -> " ";
                })
                .strip();
        if (HIDING.matcher(bare).find()) {
            throw refused("U& and $$ are refused, since names could hide behind them");
        }
        return bare;
    }

    private static boolean startsWithWord(String bare) {
        Matcher first = WORD.matcher(bare);
        return first.find() && bare.substring(0, first.start()).chars().allMatch(c -> c == '(' || c <= ' ');
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why);
    }
}
