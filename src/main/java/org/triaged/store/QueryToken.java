package org.triaged.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.triaged.triage.QueryRefused;

/**
 * A piece of a question. Comments are no pieces, and the database is given the pieces, never the text they were cut from:
 * whatever it would read differently is gone.
 *
 * @param text as it goes to the database
 */
record QueryToken(Kind kind, String text) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        NUMBER,
        LITERAL,
        SYMBOL
    }

    private static final List<String> PAIRS = List.of("||", "<=", ">=", "<>", "!=", "::");

    private static final String SINGLE = "+-*/%<>=(),.;?";

    /** In capitals; of a quoted name without its quotes. */
    String word() {
        return switch (kind) {
            case WORD -> text.toUpperCase(Locale.ROOT);
            case QUOTED_NAME -> text.substring(1, text.length() - 1).toUpperCase(Locale.ROOT);
            case NUMBER, LITERAL, SYMBOL -> "";
        };
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Refuses what has no plain meaning: other quotes, nested comments, escapes, letters beyond ASCII in a bare name. */
    static List<QueryToken> cut(String sql) {
        List<QueryToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = at + 1;
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at = end;
                continue;
            }
            if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
                at = endOfComment(sql, at);
                continue;
            }
            Kind kind;
            if (c == '\'') {
                kind = Kind.LITERAL;
                end = endOfQuoted(sql, at);
            } else if (c == '"') {
                kind = Kind.QUOTED_NAME;
                end = endOfQuoted(sql, at);
            } else if ((c == 'X' || c == 'x' || c == 'N' || c == 'n') && sql.startsWith("'", end)) {
                kind = Kind.LITERAL;
                end = endOfQuoted(sql, end);
            } else if (isLetter(c)) {
                kind = Kind.WORD;
                end = endOfWord(sql, at);
            } else if (isDigit(c) || c == '.' && end < sql.length() && isDigit(sql.charAt(end))) {
                kind = Kind.NUMBER;
                end = endOfNumber(sql, at);
            } else {
                kind = Kind.SYMBOL;
                end = endOfSymbol(sql, at);
            }
            tokens.add(new QueryToken(kind, sql.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    private static int endOfComment(String sql, int start) {
        if (sql.startsWith("--", start)) {
            int end = sql.indexOf('\n', start);
            return end < 0 ? sql.length() : end;
        }
        int end = sql.indexOf("*/", start + 2);
        int nested = sql.indexOf("/*", start + 2);
        if (end < 0 || nested >= 0 && nested < end) {
            throw new QueryRefused("a comment has no end, or holds the begin of another one; leave it out");
        }
        return end + 2;
    }

    private static int endOfQuoted(String sql, int start) {
        char quote = sql.charAt(start);
        for (int at = start + 1; at < sql.length(); at++) {
            if (sql.charAt(at) == quote) {
                if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
        }
        throw new QueryRefused("a " + quote + " has no end");
    }

    private static int endOfWord(String sql, int start) {
        int end = start;
        while (end < sql.length() && (isLetter(sql.charAt(end)) || isDigit(sql.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** Generous: the database refuses what is no number. */
    private static int endOfNumber(String sql, int start) {
        int end = start;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            boolean exponent = (c == '+' || c == '-')
                    && (sql.charAt(end - 1) == 'e' || sql.charAt(end - 1) == 'E')
                    && !sql.startsWith("0x", start);
            if (!isLetter(c) && !isDigit(c) && c != '.' && !exponent) {
                break;
            }
            end++;
        }
        return end;
    }

    private static int endOfSymbol(String sql, int start) {
        if (PAIRS.stream().anyMatch(pair -> sql.startsWith(pair, start))) {
            return start + 2;
        }
        if (SINGLE.indexOf(sql.charAt(start)) < 0) {
            throw new QueryRefused("the character '" + Character.toString(sql.codePointAt(start))
                    + "' is refused outside of '...' and \"...\", since things can hide behind it");
        }
        return start + 1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
