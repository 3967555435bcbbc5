package org.triaged.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.FailPoint;
import org.triaged.triage.FileNumbers;
import org.triaged.triage.Ledger;
import org.triaged.triage.Outbox;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.SqlReader;

/** A real database in a folder of the test, made there when the folder is empty. */
public final class TestStore implements AutoCloseable {

    private final DataFolder folder;
    private final Database database;

    private TestStore(DataFolder folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    public static TestStore in(Path folder) {
        return in(folder, FailPoint.INERT);
    }

    /** @param failPoint called by the store alone; the first start is not disturbed */
    public static TestStore in(Path folder, FailPoint failPoint) {
        DataFolder data = DataFolder.open(folder, Optional.empty(), true, FailPoint.INERT);
        try {
            return new TestStore(data, Database.open(data, "test", failPoint));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Changes a database that nobody has open, as none but its keeper could. */
    public static void change(Path folder, String... statements) {
        try (DataFolder data = DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT);
                Connection keeper = data.passwords().connect(Url.KEEPER.of(data.database()), Passwords.User.KEEPER);
                Statement statement = keeper.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes this one, as none but its keeper could. */
    void change(String statement) {
        try (Connection keeper = folder.passwords().connect(Url.KEEPER.of(folder.database()), Passwords.User.KEEPER);
                Statement prepared = keeper.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    public Ledger ledger() {
        return database.ledger();
    }

    public FileNumbers fileNumbers() {
        return database.fileNumbers();
    }

    public SeriesBook seriesBook() {
        return database.seriesBook();
    }

    public Outbox outbox() {
        return database.outbox();
    }

    public AuditTrail auditTrail() {
        return database.auditTrail();
    }

    public SqlReader reader() {
        return database.reader();
    }

    public Database database() {
        return database;
    }

    public DataFolder folder() {
        return folder;
    }

    /** The rows of a question, each with its values joined by a blank. */
    public List<String> rows(String sql) {
        return database.reader().query(sql).rows().stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    @Override
    public void close() {
        database.close();
        folder.close();
    }
}
