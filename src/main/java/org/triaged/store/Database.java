package org.triaged.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.AlertBook;
import org.triaged.triage.AuditTrail;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.BounceBook;
import org.triaged.triage.Breakers;
import org.triaged.triage.DigestFigures;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Figures;
import org.triaged.triage.FileNumbers;
import org.triaged.triage.Findings;
import org.triaged.triage.FitWords;
import org.triaged.triage.Invariants;
import org.triaged.triage.Ledger;
import org.triaged.triage.NoCopies;
import org.triaged.triage.Outbox;
import org.triaged.triage.PolicyRegister;
import org.triaged.triage.Quarantine;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyGrounds;
import org.triaged.triage.SeriesArchive;
import org.triaged.triage.SeriesBook;
import org.triaged.triage.ShadowBook;
import org.triaged.triage.SqlReader;
import org.triaged.triage.StoreCare;
import org.triaged.triage.TriedReplies;

/** The open database, and the ports on it. What it acknowledged is not lost by a kill of the process. */
public final class Database implements StoreCare, AutoCloseable {

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);
    private static final String SCHEMA = "1";

    private static final String SETTING = """
            SELECT content
              FROM setting
             WHERE name = ?
            """;

    private final DataFolder folder;
    private final String keeperOptions;
    private final String engine;
    private final FailPoint failPoint;
    private final Transactions transactions;
    private final H2Reader reader = new H2Reader(this::connectReader);

    private volatile Connections connections;

    private Database(DataFolder folder, String keeperOptions, String engine, FailPoint failPoint) {
        this.folder = folder;
        this.keeperOptions = keeperOptions;
        this.engine = engine;
        this.failPoint = failPoint;
        this.transactions = new Transactions(
                () -> connections.pool(), () -> connections.keeper().sync(), failPoint);
        this.connections = connect();
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
        Database database = new Database(folder, keeperOptions, engine, failPoint);
        try {
            database.refuseOtherSchema();
            return database;
        } catch (RuntimeException e) {
            Faults.closing(database, e);
            throw e;
        }
    }

    public Ledger ledger() {
        return new H2Ledger(transactions);
    }

    public FileNumbers fileNumbers() {
        return new H2FileNumbers(transactions);
    }

    public SeriesBook seriesBook() {
        return new H2SeriesBook(transactions, engine);
    }

    public ReplyGrounds replyGrounds() {
        return new H2ReplyGrounds(transactions);
    }

    public ShadowBook shadowBook() {
        return new H2ShadowBook(transactions, engine);
    }

    public SeriesArchive seriesArchive() {
        return new H2SeriesArchive(transactions);
    }

    public PolicyRegister policyRegister() {
        return new H2PolicyRegister(transactions);
    }

    public FitWords fitWords() {
        return new H2FitWords(transactions);
    }

    public Outbox outbox() {
        return new H2Outbox(transactions);
    }

    public Breakers breakers() {
        return new H2Breakers(transactions);
    }

    public BounceBook bounceBook() {
        return new H2BounceBook(transactions, outbox());
    }

    public NoCopies noCopies() {
        return new H2NoCopies(transactions);
    }

    public AlertBook alertBook() {
        return new H2AlertBook(transactions);
    }

    public DigestFigures digestFigures() {
        return new H2DigestFigures(transactions);
    }

    public TriedReplies triedReplies() {
        return new H2TriedReplies(transactions);
    }

    public Invariants invariants() {
        return new H2Invariants(transactions, folder.folder());
    }

    public AuditTrail auditTrail() {
        return new H2Audit(transactions);
    }

    /** For an admin. @param actor who it is */
    public Quarantine quarantine(String actor, InstantSource clock) {
        return new H2Quarantine(transactions, actor, clock);
    }

    /**
     * A file in the folder {@code backup} of the data folder, from which all of it can be made again. Others read on
     * meanwhile, and writes wait.
     *
     * @param actor the admin who wants it, for the audit
     */
    public BackupFacts backup(String actor, Instant now) {
        BackupFacts made = new Backups(folder, transactions).make(id(), SCHEMA, now);
        auditTrail()
                .noteBy(actor, "backed-up", "backup", made.file().getFileName().toString(), "", now);
        return made;
    }

    /** For an admin. @param actor who it is */
    public Replies replies(String actor, InstantSource clock) {
        return new H2Replies(transactions, actor, clock);
    }

    /** For an admin. @param actor who it is */
    public Findings findings(String actor, InstantSource clock) {
        return new H2Findings(transactions, actor, clock);
    }

    public SqlReader reader() {
        return reader;
    }

    public Figures figures() {
        return new H2Figures(transactions, folder.database());
    }

    /** Random, made with the database: another id means another database. */
    public String id() {
        return setting("database-id");
    }

    /** Number of the first row of the audit that was changed, or whose predecessor is missing; empty when it is whole. */
    public OptionalLong firstBrokenAudit() {
        return auditTrail()
                .verify(List.of())
                .broken()
                .map(row -> OptionalLong.of(row.number()))
                .orElse(OptionalLong.empty());
    }

    @Override
    public boolean closed() {
        return connections.keeper().closed();
    }

    @Override
    public long free() {
        return folder.folder().toFile().getUsableSpace();
    }

    @Override
    public String place() {
        return folder.database().toString();
    }

    /**
     * Closes everything and opens it again, the keeper first, while steps wait. For a database that closed itself, as H2
     * does at the first write that fails; also what makes the file small again. The ports stay the same.
     */
    @Override
    public void reopen() {
        reader.stop();
        transactions.between(() -> {
            failPoint.reached("database.reopen.before");
            connections.close();
            connections = connect();
            failPoint.reached("database.reopen.after");
        });
    }

    /**
     * Stops questions, waits a while for steps that are under way, then closes the pool, and the keeper last. H2 may tidy
     * up a large file for a minute; after some seconds that is left to the end of the process, which nothing committed
     * depends on.
     *
     * @throws StoreUnavailable when H2 could not close; nothing committed depends on that either
     */
    @Override
    public void close() {
        reader.stop();
        failPoint.reached("database.close.before");
        AtomicReference<RuntimeException> fault = new AtomicReference<>();
        Thread closing = new Thread(() -> closeConnections(fault), "database-close");
        closing.setDaemon(true);
        closing.start();
        long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (closing.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        failPoint.reached("database.close.after");
        if (fault.get() != null) {
            throw fault.get();
        }
    }

    private void closeConnections(AtomicReference<RuntimeException> fault) {
        try {
            connections.close();
        } catch (RuntimeException e) {
            fault.set(e);
        }
    }

    private Connections connect() {
        failPoint.reached("database.open.before");
        Connections made = Connections.open(folder, keeperOptions);
        failPoint.reached("database.open.after");
        return made;
    }

    private void refuseOtherSchema() {
        String found = setting("schema");
        if (!found.equals(SCHEMA)) {
            throw new StoreUnavailable(
                    Exit.DAMAGED,
                    folder.database() + " has schema " + found + " and this program works with " + SCHEMA
                            + "; use the version of triaged that wrote it, or a newer one");
        }
    }

    private String setting(String name) {
        return transactions.read(
                sql -> sql.one(SETTING, row -> row.text(1), name).orElse("unknown"));
    }

    /** Never the first to open a database that closed itself: that is the keeper. */
    private Connection connectReader() {
        return transactions.whileOpen(() -> {
            if (closed()) {
                throw new StoreUnavailable(
                        Exit.TEMPORARY,
                        folder.database() + " is closed for a while, as it is when the disk is full; make room and ask"
                                + " again");
            }
            try {
                return folder.passwords().connect(Url.USER.of(folder.database()), Passwords.User.READER);
            } catch (SQLException e) {
                throw Faults.opening(folder.database(), e);
            }
        });
    }
}
