package org.triaged.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Ledger;
import org.triaged.triage.Outbox;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.SqlReader;

/** The open database, and the ports on it. What it acknowledged is not lost by a kill of the process. */
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private static final String ID = "SELECT content FROM setting WHERE name = 'database-id'";

    private final DataFolder folder;
    private final Keeper keeper;
    private final HikariDataSource pool;
    private final Transactions transactions;
    private final String engine;

    private Database(DataFolder folder, Keeper keeper, HikariDataSource pool, String engine, FailPoint failPoint) {
        this.folder = folder;
        this.keeper = keeper;
        this.pool = pool;
        this.engine = engine;
        this.transactions = new Transactions(pool, keeper::sync, failPoint);
    }

    /**
     * @param engine version of the program, kept with each judgement
     * @throws StoreUnavailable when the file is in use, damaged or not ours
     */
    public static Database open(DataFolder folder, String engine, FailPoint failPoint) {
        return open(folder, Url.KEEPER.options(), engine, failPoint);
    }

    /** For the test that shows what the keeper's options are good for. */
    static Database open(DataFolder folder, String keeperOptions, String engine, FailPoint failPoint) {
        Path file = folder.database();
        DataFolder.refuseEmpty(file);
        Keeper keeper = keeper(folder, Url.of(file, keeperOptions));
        try {
            return new Database(folder, keeper, pool(folder), engine, failPoint);
        } catch (RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    public Ledger ledger() {
        return new H2Ledger(transactions);
    }

    public SeriesBook seriesBook() {
        return new H2SeriesBook(transactions, engine);
    }

    public Outbox outbox() {
        return new H2Outbox(transactions);
    }

    public AuditTrail auditTrail() {
        return new H2Audit(transactions);
    }

    public SqlReader reader() {
        return new H2Reader(() -> connect(Passwords.User.READER));
    }

    /** Random, made with the database: another id means another database. */
    public String id() {
        return transactions.read(sql -> sql.one(ID, row -> row.text(1)).orElseThrow());
    }

    /** Number of the first row of the audit that was changed, or whose predecessor is missing; empty when it is whole. */
    public OptionalLong firstBrokenAudit() {
        return transactions.read(AuditChain::firstBroken);
    }

    /** Waits a while for steps that are under way, then closes the pool, and the keeper last. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        while (pool.getHikariPoolMXBean().getActiveConnections() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        pool.close();
        keeper.close();
    }

    private static Keeper keeper(DataFolder folder, String url) {
        try {
            return new Keeper(folder.passwords().connect(url, Passwords.User.KEEPER));
        } catch (SQLException e) {
            throw Faults.opening(folder.database(), e);
        }
    }

    /** Of a fixed size and without an end of life, so that no thread of the pool opens the file while others work. */
    private static HikariDataSource pool(DataFolder folder) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("triaged");
        config.setJdbcUrl(Url.USER.of(folder.database()));
        config.setUsername(Passwords.User.DAEMON.name());
        config.setPassword(folder.passwords().of(Passwords.User.DAEMON));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        config.setMaxLifetime(0);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw e.getCause() instanceof SQLException cause ? Faults.opening(folder.database(), cause) : e;
        }
    }

    private Connection connect(Passwords.User user) {
        try {
            return folder.passwords().connect(Url.USER.of(folder.database()), user);
        } catch (SQLException e) {
            throw Faults.opening(folder.database(), e);
        }
    }
}
