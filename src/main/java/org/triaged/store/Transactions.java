package org.triaged.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.triaged.triage.FailPoint;

/**
 * Runs each step of a use case as one transaction of the daemon's user. One writes at a time: the audit is a chain, and
 * short steps that wait for each other are easier to trust than steps that fail and are tried again.
 */
final class Transactions {

    private final Supplier<DataSource> pool;
    private final Runnable syncToDisk;
    private final FailPoint failPoint;
    private final Lock writing = new ReentrantLock();
    private final ReadWriteLock working = new ReentrantReadWriteLock();
    private final ThreadLocal<Connection> together = new ThreadLocal<>();

    Transactions(Supplier<DataSource> pool, Runnable syncToDisk, FailPoint failPoint) {
        this.pool = pool;
        this.syncToDisk = syncToDisk;
        this.failPoint = failPoint;
    }

    /** Committed when it returns; a kill of the process cannot take it back, a power cut may. */
    <T> T write(String step, Function<Sql, T> work) {
        return write(step, false, work);
    }

    void change(String step, Consumer<Sql> work) {
        write(step, false, nothing(work));
    }

    /** Committed and on the disk when it returns; a power cut cannot take it back. */
    <T> T writeToDisk(String step, Function<Sql, T> work) {
        return write(step, true, work);
    }

    void changeOnDisk(String step, Consumer<Sql> work) {
        write(step, true, nothing(work));
    }

    /**
     * All steps of this thread in it are committed together when it returns, or none is; who dies in between has done
     * nothing. A step that fails takes back itself alone.
     */
    void together(String step, Runnable steps) {
        working.readLock().lock();
        writing.lock();
        try (Connection connection = pool.get().getConnection()) {
            together.set(connection);
            inTransaction(connection, step, sql -> {
                steps.run();
                return true;
            });
            failPoint.reached(step + ".after-commit");
        } catch (SQLException e) {
            throw Faults.running(step, e);
        } finally {
            together.remove();
            writing.unlock();
            working.readLock().unlock();
        }
    }

    /** While no step is under way, and none begins. */
    void between(Runnable upkeep) {
        working.writeLock().lock();
        try {
            upkeep.run();
        } finally {
            working.writeLock().unlock();
        }
    }

    /** While no upkeep is under way. */
    <T> T whileOpen(Supplier<T> work) {
        working.readLock().lock();
        try {
            return work.get();
        } finally {
            working.readLock().unlock();
        }
    }

    /** While others read, and nobody writes: every table is as of the same moment. */
    <T> T whileNothingIsWritten(Supplier<T> work) {
        return whileOpen(() -> {
            writing.lock();
            try {
                return work.get();
            } finally {
                writing.unlock();
            }
        });
    }

    <T> T read(Function<Sql, T> work) {
        if (together.get() != null) {
            return work.apply(new Sql(together.get()));
        }
        working.readLock().lock();
        try (Connection connection = pool.get().getConnection()) {
            T result = work.apply(new Sql(connection));
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw Faults.running("a connection for reading", e);
        } finally {
            working.readLock().unlock();
        }
    }

    private <T> T write(String step, boolean toDisk, Function<Sql, T> work) {
        if (together.get() != null) {
            return within(together.get(), step, work);
        }
        working.readLock().lock();
        writing.lock();
        try (Connection connection = pool.get().getConnection()) {
            T result = inTransaction(connection, step, work);
            failPoint.reached(step + ".after-commit");
            if (toDisk) {
                syncToDisk.run();
                failPoint.reached(step + ".after-sync");
            }
            return result;
        } catch (SQLException e) {
            throw Faults.running(step, e);
        } finally {
            writing.unlock();
            working.readLock().unlock();
        }
    }

    private <T> T within(Connection connection, String step, Function<Sql, T> work) {
        try {
            Savepoint before = connection.setSavepoint();
            try {
                T result = work.apply(new Sql(connection));
                failPoint.reached(step + ".before-commit");
                connection.releaseSavepoint(before);
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback(before);
                throw e;
            }
        } catch (SQLException e) {
            throw Faults.running(step, e);
        }
    }

    private <T> T inTransaction(Connection connection, String step, Function<Sql, T> work) throws SQLException {
        try {
            T result = work.apply(new Sql(connection));
            failPoint.reached(step + ".before-commit");
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static Function<Sql, Boolean> nothing(Consumer<Sql> work) {
        return sql -> {
            work.accept(sql);
            return true;
        };
    }
}
