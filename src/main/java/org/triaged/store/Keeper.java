package org.triaged.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The one admin connection: there before the pool and after it, so that what the database acknowledged stays. */
final class Keeper implements AutoCloseable {

    private static final String SYNC = "CHECKPOINT SYNC";

    private static final String LOOK = "SELECT COUNT(*) FROM setting";

    private final Connection connection;

    Keeper(Connection connection) {
        this.connection = connection;
    }

    /** Everything committed so far survives a power cut from now on. */
    synchronized void sync() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SYNC);
        } catch (SQLException e) {
            throw Faults.running(SYNC, e);
        }
    }

    /** True when the database closed itself. The connection does not know; only a statement shows it. */
    synchronized boolean closed() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOOK);
            return false;
        } catch (SQLException e) {
            return Faults.isClosed(e);
        }
    }

    /** A database that closed itself before is closed; it cannot be closed again. */
    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            if (!Faults.isClosed(e)) {
                throw Faults.running("closing the database", e);
            }
        }
    }
}
