package org.triaged.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.h2.jdbc.JdbcException;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.Answer;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.Question;
import org.triaged.triage.SqlReader;

/**
 * Answers one statement on a connection of its own, as the user who may only look, behind {@link QueryGuard}. A question
 * that takes longer than its patience, or more of the heap than can be spared, is stopped.
 */
final class H2Reader implements SqlReader {

    private static final int STOPPED = 57014;
    private static final int OUT_OF_MEMORY = 90108;

    private final Supplier<Connection> asReader;
    private final RunningQuestions running = new RunningQuestions();

    H2Reader(Supplier<Connection> asReader) {
        this.asReader = asReader;
    }

    @Override
    public boolean query(Question question, Answer into) {
        String sql = QueryGuard.pass(question);
        try (Connection connection = asReader.get()) {
            connection.setAutoCommit(true);
            return query(connection, sql, question, into);
        } catch (SQLException e) {
            throw Faults.running(question.sql(), e);
        } catch (StackOverflowError e) {
            throw new QueryRefused("it is nested too deeply; ask in smaller steps", e);
        } catch (OutOfMemoryError e) {
            throw new QueryRefused(RunningQuestions.TOO_LARGE, e);
        }
    }

    /** Ends what is being answered. */
    void stop() {
        running.stopAll();
    }

    private boolean query(Connection connection, String sql, Question question, Answer into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, question.parameters());
            statement.setQueryTimeout((int) question.patience().toSeconds());
            statement.setMaxRows(question.rows() + 1);
            try (RunningQuestions.Watched watched = running.watch(statement)) {
                try (ResultSet rows = statement.executeQuery()) {
                    return H2Answer.of(rows).tell(question.rows(), into);
                } catch (SQLException e) {
                    throw refused(connection, e, watched.stoppedBecause());
                }
            }
        } catch (SQLException e) {
            throw refused(connection, e, "");
        }
    }

    private static void bind(PreparedStatement statement, List<String> parameters) throws SQLException {
        int wanted = statement.getParameterMetaData().getParameterCount();
        if (wanted != parameters.size()) {
            throw new QueryRefused("the statement has " + wanted + " question marks and " + parameters.size()
                    + " parameters were given; one each");
        }
        for (int i = 0; i < wanted; i++) {
            statement.setString(i + 1, parameters.get(i));
        }
    }

    private static RuntimeException refused(Connection connection, SQLException e, String stoppedBecause) {
        if (e.getErrorCode() == OUT_OF_MEMORY) {
            return new StoreUnavailable(
                    Exit.INTERNAL,
                    "the question used up all memory and the database closed itself; a daemon ends with it and is started"
                            + " again by its supervisor. Nothing is lost; do not ask this again",
                    e);
        }
        if (Faults.isClosed(e)) {
            return Faults.running("a question of an admin", e);
        }
        if (e.getErrorCode() == STOPPED) {
            return new QueryRefused(
                    stoppedBecause.isEmpty()
                            ? "it took longer than it may and was stopped; ask for less, such as one list or one month"
                            : stoppedBecause,
                    e);
        }
        String said = e instanceof JdbcException h2 ? h2.getOriginalMessage() : e.getMessage();
        return new QueryRefused(said + new NearName(connection).hint(e.getErrorCode(), said), e);
    }
}
