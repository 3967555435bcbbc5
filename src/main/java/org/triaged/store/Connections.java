package org.triaged.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The keeper and the pool of the daemon's user: the keeper opens first and closes last. */
record Connections(Keeper keeper, HikariDataSource pool) implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    static Connections open(DataFolder folder, String keeperOptions) {
        DataFolder.refuseEmpty(folder.database());
        Keeper keeper = keeper(folder, Url.of(folder.database(), keeperOptions));
        try {
            return new Connections(keeper, pool(folder));
        } catch (RuntimeException e) {
            Faults.closing(keeper, e);
            throw e;
        }
    }

    /** Waits a while for steps that are under way. */
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
}
