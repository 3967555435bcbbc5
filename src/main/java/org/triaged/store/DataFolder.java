package org.triaged.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.FailPoint;

/**
 * The folder that holds all state: database, passwords of its users, key of our ids. It is locked for this process until
 * it is closed, and complete: a part that is missing beside another is never made anew.
 */
public final class DataFolder implements AutoCloseable {

    static final String DATABASE = "triaged.mv.db";
    static final String PASSWORDS = "passwords";
    static final String KEY = "id.key";
    static final String NEW = "new";

    static final String JOURNAL = "send.journal";
    static final String PID = "triaged.pid";

    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final byte[] idKey;
    private final Passwords passwords;
    private final PidLock lock;

    private DataFolder(Path folder, byte[] idKey, Passwords passwords, PidLock lock) {
        this.folder = folder;
        this.idKey = idKey;
        this.passwords = passwords;
        this.lock = lock;
    }

    /**
     * Opens the folder, and makes everything in it when it holds no trace of an earlier life.
     *
     * @param keyFile where conf places the key; empty: it is made and kept in the folder
     * @param mayCreate false for those who only look
     * @throws StoreUnavailable when it is in use, incomplete or damaged
     */
    public static DataFolder open(Path folder, Optional<Path> keyFile, boolean mayCreate, FailPoint failPoint) {
        Path home = folder.toAbsolutePath().normalize();
        if (home.toString().contains(";")) {
            throw new StoreUnavailable(
                    Exit.NO_PERMISSION, home + " cannot be a data folder: H2 allows no semicolon in a path");
        }
        if (!mayCreate && holdsNothing(home)) {
            throw nothingThere(home);
        }
        PrivateFiles.makeFolder(home);
        PrivateFiles.demandWritable(home);
        PidLock lock = PidLock.take(home.resolve(PID));
        try {
            prepare(home, keyFile, mayCreate, failPoint);
            byte[] key = key(keyFile.orElse(home.resolve(KEY)));
            return new DataFolder(home, key, Passwords.read(home.resolve(PASSWORDS)), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** From which the ids of our mails are derived. */
    public byte[] idKey() {
        return idKey.clone();
    }

    public Path folder() {
        return folder;
    }

    public Path database() {
        return folder.resolve(DATABASE);
    }

    Passwords passwords() {
        return passwords;
    }

    /** Another process may take the folder from now on; the database must be closed by then. */
    @Override
    public void close() {
        lock.close();
    }

    private static void prepare(Path home, Optional<Path> keyFile, boolean mayCreate, FailPoint failPoint) {
        FirstStart firstStart = new FirstStart(home, keyFile.isEmpty(), failPoint);
        boolean untouched = holdsNothing(home);
        if (untouched) {
            keyFile.ifPresent(DataFolder::key);
        }
        if (Files.exists(home.resolve(NEW)) && mayCreate && (untouched || !onlyJournal(home))) {
            firstStart.resume();
        } else if (untouched) {
            firstStart.make();
        }
        for (String part : firstStart.parts()) {
            if (!Files.exists(home.resolve(part))) {
                throw new StoreUnavailable(
                        Exit.DAMAGED,
                        home.resolve(part)
                                + " is missing beside the rest of the data folder; restore it from the backup. "
                                + "Nothing was made in its place");
            }
        }
        refuseEmpty(home.resolve(DATABASE));
        // H2 would open it read-only, and fail at the first row; one it cannot read it calls damaged.
        PrivateFiles.demandWritable(home.resolve(DATABASE));
    }

    /** True of a folder that no daemon has worked in. */
    public static boolean holdsNothing(Path home) {
        return Stream.of(KEY, PASSWORDS, DATABASE, JOURNAL).noneMatch(part -> Files.exists(home.resolve(part)));
    }

    private static boolean onlyJournal(Path home) {
        return Stream.of(KEY, PASSWORDS, DATABASE).noneMatch(part -> Files.exists(home.resolve(part)));
    }

    /** H2 would silently make a new database of it. */
    static void refuseEmpty(Path database) {
        if (database.toFile().length() == 0) {
            throw new StoreUnavailable(
                    Exit.DAMAGED, database + " is missing or has 0 bytes; restore it from the backup");
        }
    }

    private static byte[] key(Path file) {
        if (!Files.exists(file)) {
            throw new StoreUnavailable(
                    Exit.DAMAGED,
                    file + " is missing; it holds the key of our message ids. Restore it from the backup, or before the"
                            + " very first start make one: (umask 077; head -c 32 /dev/urandom > " + file + ")");
        }
        byte[] key = PrivateFiles.read(file);
        if (key.length != KEY_BYTES) {
            throw new StoreUnavailable(
                    Exit.DAMAGED,
                    file + " holds " + key.length + " bytes and no key of " + KEY_BYTES
                            + "; restore it from the backup");
        }
        return key;
    }

    private static StoreUnavailable nothingThere(Path home) {
        return new StoreUnavailable(
                Exit.DAMAGED, home + " holds no database; the first 'triaged run' makes it, or name another folder");
    }
}
