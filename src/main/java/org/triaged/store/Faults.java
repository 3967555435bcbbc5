package org.triaged.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;
import org.triaged.store.StoreUnavailable.Exit;

/** What H2's error codes and the disk's refusals mean, in words for an admin. */
final class Faults {

    private static final int LOCKED = 90020;
    private static final int WRONG_VERSION = 90048;
    private static final int IO_EXCEPTION = 90028;
    private static final int IO_EXCEPTION_OF = 90031;
    private static final int FILE_CORRUPTED = 90030;
    private static final int NOT_FOUND = 90146;
    private static final int WRONG_PASSWORD = 28000;
    private static final int CLOSED = 90098;
    private static final int CLOSED_BEFORE = 90121;
    private static final int BROKEN_OFF = 90067;

    private static final int OUT_OF_MEMORY = 90108;
    private static final int GENERAL_ERROR = 50000;

    private static final int MOST_CAUSES = 20;

    private Faults() {}

    /** Opening did not succeed. */
    static StoreUnavailable opening(Path file, SQLException e) {
        return switch (reason(e)) {
            case LOCKED ->
                new StoreUnavailable(Exit.LOCKED, file + " is in use by another process; end that one, or ask it", e);
            case IO_EXCEPTION, IO_EXCEPTION_OF, FILE_CORRUPTED, WRONG_VERSION ->
                new StoreUnavailable(
                        Exit.DAMAGED,
                        file + " is damaged or no database (H2 error " + e.getErrorCode()
                                + "); keep a copy of it and restore the last backup",
                        e);
            case NOT_FOUND -> new StoreUnavailable(Exit.DAMAGED, file + " is missing; restore the last backup", e);
            case WRONG_PASSWORD ->
                new StoreUnavailable(
                        Exit.NO_PERMISSION,
                        file + " does not accept the passwords in " + file.resolveSibling(DataFolder.PASSWORDS)
                                + "; both files must come from the same backup. If nobody touched them, the database has"
                                + " lost its newest part: keep a copy, and restore both",
                        e);
            default ->
                new StoreUnavailable(
                        Exit.INTERNAL,
                        file + " cannot be opened (H2 error " + e.getErrorCode() + "): " + e.getMessage(),
                        e);
        };
    }

    /** H2 tells of a page that it cannot read as a general error, and says within what it is. */
    private static int reason(SQLException e) {
        boolean corrupt = e.getErrorCode() == GENERAL_ERROR
                && Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .anyMatch(cause -> cause instanceof MVStoreException);
        return corrupt ? FILE_CORRUPTED : e.getErrorCode();
    }

    /** A statement failed on an open database. A value or row that it does not take is a fault of ours, not of it. */
    static RuntimeException running(String statement, SQLException e) {
        String refused = "the database refused (H2 error " + e.getErrorCode() + "): " + oneLine(statement);
        if (e instanceof SQLDataException || e instanceof SQLIntegrityConstraintViolationException) {
            return new IllegalStateException(refused, e);
        }
        Exit exit =
                switch (e.getErrorCode()) {
                    case OUT_OF_MEMORY -> Exit.INTERNAL;
                    case IO_EXCEPTION, IO_EXCEPTION_OF -> Exit.TEMPORARY;
                    case FILE_CORRUPTED -> Exit.DAMAGED;
                    default -> isClosed(e) || e instanceof SQLTransientException ? Exit.TEMPORARY : Exit.INTERNAL;
                };
        return new StoreUnavailable(exit, refused, e);
    }

    /** The database was closed, maybe by itself: it does so when a write fails. */
    static boolean isClosed(SQLException e) {
        int code = e.getErrorCode();
        return code == CLOSED || code == CLOSED_BEFORE || code == BROKEN_OFF;
    }

    /** Closes what is of no use after another fault, which stays the one that is told. */
    static void closing(AutoCloseable useless, RuntimeException because) {
        try {
            useless.close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }

    static StoreUnavailable file(Path file, IOException e) {
        return e instanceof AccessDeniedException
                ? new StoreUnavailable(
                        Exit.NO_PERMISSION, file + " is not ours to use; its owner must be the user of the daemon", e)
                : new StoreUnavailable(
                        Exit.DAMAGED,
                        file + " cannot be read or written: " + e.getMessage() + "; look at the disk and the mount",
                        e);
    }

    private static String oneLine(String statement) {
        return statement.strip().replaceAll("\\s+", " ");
    }
}
