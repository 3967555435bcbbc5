package org.triaged.triage;

import java.time.Duration;
import java.util.List;

/**
 * A question in SQL, and how much of an answer is wanted.
 *
 * @param parameters bound to its question marks in order
 * @param rows the most that are answered, 1 to {@value #MOST_ROWS}
 * @param patience it is stopped when its answer takes longer; one second to {@link #LONGEST}
 */
public record Question(String sql, List<String> parameters, int rows, Duration patience) {

    public static final int MOST_ROWS = 100_000;

    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** Characters of the statement, and of each parameter. */
    public static final int MOST_TEXT = 16_384;

    public static final int MOST_PARAMETERS = 100;

    public Question {
        parameters = List.copyOf(parameters);
        if (rows < 1 || rows > MOST_ROWS) {
            throw new QueryRefused("an answer has 1 to " + MOST_ROWS + " rows, not " + rows);
        }
        if (patience.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new QueryRefused("a question may take 1 to " + LONGEST.toSeconds() + " seconds, not " + patience);
        }
        if (parameters.size() > MOST_PARAMETERS) {
            throw new QueryRefused(
                    "a question has at most " + MOST_PARAMETERS + " parameters, not " + parameters.size());
        }
        if (sql.length() > MOST_TEXT || parameters.stream().anyMatch(text -> text.length() > MOST_TEXT)) {
            throw new QueryRefused("a statement and a parameter have at most " + MOST_TEXT
                    + " characters each; ask in several steps, or open a copy of the database with a tool of its own");
        }
    }

    /** With the limits that do for a program of ours. */
    public static Question of(String sql) {
        return new Question(sql, List.of(), MOST_ROWS, Duration.ofSeconds(10));
    }
}
