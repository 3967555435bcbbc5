package org.triaged.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Restoring;

/**
 * Makes a data folder from a backup: in its folder {@code restore} first, where it is looked through, then by moving its
 * parts, the journal first and the database last. Cut off at any point, it leaves what no daemon starts on.
 */
public final class Restore implements Restoring {

    private static final String BUILDING = "restore";

    private static final String RUN = "RUNSCRIPT FROM '%s'";

    private final String engine;

    /** @param engine version of the program */
    public Restore(String engine) {
        this.engine = engine;
    }

    @Override
    public BackupFacts verify(Path backup) {
        try {
            Path home = Files.createTempDirectory("triaged-verify");
            try {
                BackupFacts facts = build(backup, home);
                look(facts, home, facts.key() ? Optional.empty() : Optional.of(anyKey(home)));
                return facts;
            } finally {
                PrivateFiles.remove(home);
            }
        } catch (IOException e) {
            throw new StoreUnavailable(
                    Exit.TEMPORARY, "no temporary folder can be made: " + e.getMessage() + "; make room", e);
        }
    }

    @Override
    public BackupFacts restore(Path backup, Path folder, Optional<Path> keyFile) {
        Path home = folder.toAbsolutePath().normalize();
        PrivateFiles.makeFolder(home);
        PrivateFiles.demandWritable(home);
        try (PidLock lock = PidLock.take(home.resolve(DataFolder.PID))) {
            refuseUsed(home);
            Path building = home.resolve(BUILDING);
            if (Files.exists(building)) {
                PrivateFiles.remove(building); // of one that was cut off before anything was moved
            }
            PrivateFiles.makeFolder(building);
            BackupFacts facts = build(backup, building);
            if (!facts.key() && keyFile.isEmpty()) {
                throw new StoreUnavailable(
                        Exit.DAMAGED,
                        backup
                                + " was made where conf keeps the key of our message ids outside the data folder; restore"
                                + " that file, and name it as 'key-file' in triaged.yaml");
            }
            look(facts, building, facts.key() ? Optional.empty() : keyFile);
            for (String part : List.of(DataFolder.JOURNAL, DataFolder.KEY, DataFolder.PASSWORDS, DataFolder.DATABASE)) {
                if (Files.exists(building.resolve(part))) {
                    PrivateFiles.move(building.resolve(part), home.resolve(part));
                }
            }
            PrivateFiles.remove(building);
            return facts;
        }
    }

    /** Of a backup without a key everything else can be looked at. */
    private static Path anyKey(Path home) {
        Path file = home.resolve("any.key");
        PrivateFiles.make(file, FirstStart.random());
        return file;
    }

    private static void refuseUsed(Path home) {
        if (!DataFolder.holdsNothing(home)) {
            throw new StoreUnavailable(
                    Exit.LOCKED,
                    home
                            + " holds a data folder, or a part of one; a backup is restored into an empty folder. Move what"
                            + " is there away, and keep its " + DataFolder.JOURNAL + ". Nothing was changed");
        }
    }

    private static BackupFacts build(Path backup, Path building) {
        BackupFacts facts = BackupFile.unpack(backup, building);
        Passwords passwords = Passwords.random();
        PrivateFiles.make(
                building.resolve(DataFolder.PASSWORDS), passwords.text().getBytes(StandardCharsets.US_ASCII));
        Path database = building.resolve(DataFolder.DATABASE);
        Path script = building.resolve(BackupFile.SCRIPT);
        PrivateFiles.make(database, new byte[0]); // H2 keeps its mode
        try (Connection keeper = passwords.connect(Url.KEEPER.of(database), Passwords.User.KEEPER);
                Statement statement = keeper.createStatement()) {
            FirstStart.makeUsers(statement, passwords);
            statement.execute(RUN.formatted(script.toString().replace("'", "''")));
            statement.execute("CHECKPOINT SYNC");
            Files.delete(script);
        } catch (SQLException e) {
            throw BackupFile.damaged(backup, "its database cannot be made again, " + e.getMessage());
        } catch (IOException e) {
            throw Faults.file(script, e);
        }
        return facts;
    }

    /** Opens it as the daemon does. */
    private void look(BackupFacts facts, Path building, Optional<Path> keyFile) {
        try (DataFolder folder = DataFolder.open(building, keyFile, false, FailPoint.INERT);
                Database database = Database.open(folder, engine, FailPoint.INERT)) {
            if (!database.id().equals(facts.database())
                    || !database.auditTrail().head().equals(facts.auditHead())) {
                throw BackupFile.damaged(facts.file(), "the database in it is not the one its manifest tells of");
            }
            database.firstBrokenAudit().ifPresent(row -> {
                throw BackupFile.damaged(facts.file(), "its audit was changed at row " + row);
            });
        }
    }
}
