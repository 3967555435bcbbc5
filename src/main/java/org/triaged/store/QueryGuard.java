package org.triaged.store;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triaged.triage.Nearest;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;

/**
 * Refuses what the rights of the reader allow and would hurt the daemon: locks, a second statement, sequences, functions
 * that make much out of little, patterns that are tried for ever. What it cannot tell it refuses.
 */
final class QueryGuard {

    /** Views of views double the work of planning; what is nested deeper was seen to plan for minutes. */
    private static final int MOST_SELECTS = 12;

    private static final int DEEPEST = 50;

    /** A name of a name of a name, each joined with itself, makes a gigabyte of a letter. */
    private static final int LARGEST_GROWTH = 1_000;

    /** Each more multiplies the places where the database tries the rest of the pattern. */
    private static final int MOST_WILDCARDS = 4;

    private final List<QueryToken> tokens;
    private final List<String> parameters;

    private QueryGuard(List<QueryToken> tokens, List<String> parameters) {
        this.tokens = tokens;
        this.parameters = parameters;
    }

    /** The statement for the database, cut into its pieces and put together again. */
    static String pass(Question question) {
        List<QueryToken> tokens = QueryToken.cut(question.sql());
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens.remove(tokens.size() - 1);
        }
        new QueryGuard(tokens, question.parameters()).check();
        return tokens.stream().map(QueryToken::text).collect(Collectors.joining(" "));
    }

    private void check() {
        checkBegin();
        int depth = 0;
        for (int at = 0; at < tokens.size(); at++) {
            if (is(at, ";")) {
                throw new QueryRefused("one statement at a time; take out what follows the first semicolon");
            }
            depth += is(at, "(") ? 1 : is(at, ")") ? -1 : 0;
            if (depth > DEEPEST) {
                throw new QueryRefused("more than " + DEEPEST + " parentheses are open; ask in smaller steps");
            }
            if (isLiteral(at) && isLiteral(at + 1)) {
                throw new QueryRefused("two '...' side by side are one to the database; write one, or || between them");
            }
            checkWord(at);
        }
        checkGrowth();
    }

    private void checkBegin() {
        int first = 0;
        while (is(first, "(") || List.of("EXPLAIN", "ANALYZE", "PLAN", "FOR").contains(word(first))) {
            first++;
        }
        boolean begins = QueryWords.FIRST.contains(word(0)) || is(0, "(");
        if (!begins || !QueryWords.FIRST.contains(word(first))) {
            throw new QueryRefused("a question begins with SELECT, WITH, VALUES, TABLE or EXPLAIN; "
                    + "nothing is changed by a question");
        }
    }

    private void checkWord(int at) {
        String word = word(at);
        if (word.equals("FOR") && QueryWords.LOCKS.contains(word(at + 1))) {
            throw new QueryRefused("FOR " + word(at + 1) + " is refused, since it would hold up the daemon");
        }
        if (word.equals("RECURSIVE") || word.equals("REGEXP")) {
            throw new QueryRefused(word + " is refused, since it may never end; "
                    + (word.equals("REGEXP") ? "LIKE does for most" : "SYSTEM_RANGE(1, N) counts"));
        }
        if (word(at + 1).equals("VALUE") && (word.equals("NEXT") || word.equals("CURRENT"))) {
            throw new QueryRefused(word + " VALUE is refused, since it would change a sequence");
        }
        if (word.equals("LIKE") || word.equals("ILIKE")) {
            checkPattern(at + 1);
        }
        if (is(at + 1, "(") && !word.isEmpty() && !QueryWords.mayBeCalled(word) && !namesColumns(at)) {
            throw new QueryRefused(word + " is not among the functions that are known to do no harm here"
                    + Nearest.hint(word, QueryWords.functions()) + ". There are: "
                    + String.join(", ", new TreeSet<>(QueryWords.functions())));
        }
    }

    /** {@code WITH name (columns) AS (}, {@code AS name (columns)} and {@code (...) name (columns)}; names alone. */
    private boolean namesColumns(int at) {
        int end = at + 2;
        while (!word(end).isEmpty() || is(end, ",")) {
            end++;
        }
        boolean next = is(at - 1, ",") && word(end + 1).equals("AS") && is(end + 2, "(");
        return is(end, ")")
                && (next || word(at - 1).equals("WITH") || word(at - 1).equals("AS") || is(at - 1, ")"));
    }

    private void checkPattern(int from) {
        int wildcards = 0;
        int at = from;
        do {
            wildcards += wildcards(at)
                    .orElseThrow(
                            () -> new QueryRefused(
                                    "a pattern after LIKE is a '...' or a ?, or several joined by ||; for a column take POSITION"));
            at += 2;
        } while (is(at - 1, "||"));
        if (wildcards > MOST_WILDCARDS) {
            throw new QueryRefused("a pattern with more than " + MOST_WILDCARDS
                    + " % may be tried for ever; join two conditions with AND");
        }
    }

    private Optional<Integer> wildcards(int at) {
        if (is(at, "?")) {
            int place = (int) tokens.subList(0, at).stream()
                    .filter(token -> token.is("?"))
                    .count();
            return Optional.of(place < parameters.size() ? wildcards(parameters.get(place)) : 0);
        }
        return isLiteral(at) ? Optional.of(wildcards(tokens.get(at).text())) : Optional.empty();
    }

    private static int wildcards(String pattern) {
        return (int) pattern.chars().filter(c -> c == '%').count();
    }

    private void checkGrowth() {
        int selects = 0;
        int joins = 0;
        for (int at = 0; at < tokens.size(); at++) {
            selects += word(at).equals("SELECT") || word(at).equals("VALUES") ? 1 : 0;
            joins += is(at, "||") || is(at, "*") && multiplies(at) ? 1 : 0;
        }
        if (selects > MOST_SELECTS) {
            throw new QueryRefused("more than " + MOST_SELECTS + " SELECT in one statement; ask in smaller steps");
        }
        // The worst there is: all of them in even shares, each level joining the one below with itself.
        int levels = Math.max(1, selects);
        if (Math.pow(1 + (double) joins / levels, levels) > LARGEST_GROWTH) {
            throw new QueryRefused(
                    joins + " times || or * in " + selects + " SELECT is too much; ask in smaller steps");
        }
    }

    /** Not the star of {@code COUNT(*)}, {@code SELECT *} or {@code t.*}. */
    private boolean multiplies(int star) {
        QueryToken before = tokens.get(Math.max(0, star - 1));
        return switch (before.kind()) {
            case NUMBER, LITERAL, QUOTED_NAME -> true;
            case WORD -> !List.of("SELECT", "DISTINCT", "ALL").contains(before.word());
            case SYMBOL -> before.is(")") || before.is("?");
        };
    }

    private boolean isLiteral(int at) {
        return at < tokens.size() && tokens.get(at).kind() == QueryToken.Kind.LITERAL;
    }

    private boolean is(int at, String symbol) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(symbol);
    }

    /** "" where there is none. */
    private String word(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).word() : "";
    }
}
