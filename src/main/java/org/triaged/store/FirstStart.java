package org.triaged.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.triaged.triage.FailPoint;

/**
 * Makes the parts of a data folder in a folder {@code new} and then moves them, the database last. Stopped at any point
 * and begun again, it ends with all parts of one making or begins from nothing; parts of two makings never meet.
 */
final class FirstStart {

    private final Path home;
    private final Path fresh;
    private final boolean withKey;
    private final FailPoint failPoint;

    FirstStart(Path home, boolean withKey, FailPoint failPoint) {
        this.home = home;
        this.fresh = home.resolve(DataFolder.NEW);
        this.withKey = withKey;
        this.failPoint = failPoint;
    }

    /** In the order of moving. */
    List<String> parts() {
        return withKey
                ? List.of(DataFolder.KEY, DataFolder.PASSWORDS, DataFolder.DATABASE)
                : List.of(DataFolder.PASSWORDS, DataFolder.DATABASE);
    }

    void make() {
        failPoint.reached("first-start.before");
        PrivateFiles.makeFolder(fresh);
        failPoint.reached("first-start.folder-made");
        if (withKey) {
            PrivateFiles.make(fresh.resolve(DataFolder.KEY), random());
        }
        failPoint.reached("first-start.key-made");
        Passwords passwords = Passwords.random();
        PrivateFiles.make(fresh.resolve(DataFolder.PASSWORDS), passwords.text().getBytes(StandardCharsets.US_ASCII));
        failPoint.reached("first-start.passwords-made");
        makeDatabase(passwords);
        failPoint.reached("first-start.database-made");
        move();
    }

    /** Goes on where an earlier start was stopped; changes nothing when what lies here is not its work. */
    void resume() {
        String first = parts().get(0);
        if (parts().stream().noneMatch(part -> Files.exists(home.resolve(part)))) {
            PrivateFiles.remove(fresh);
            failPoint.reached("first-start.begun-anew");
            make();
        } else if (Files.exists(home.resolve(first)) && !Files.exists(fresh.resolve(first))) {
            move();
        }
    }

    private void move() {
        for (String part : parts()) {
            if (Files.exists(fresh.resolve(part)) && !Files.exists(home.resolve(part))) {
                PrivateFiles.move(fresh.resolve(part), home.resolve(part));
                failPoint.reached("first-start.moved." + part);
            }
        }
        PrivateFiles.remove(fresh);
        failPoint.reached("first-start.after");
    }

    private void makeDatabase(Passwords passwords) {
        Path file = fresh.resolve(DataFolder.DATABASE);
        PrivateFiles.make(file, new byte[0]); // H2 keeps its mode
        failPoint.reached("first-start.database-empty");
        try (Connection keeper = passwords.connect(Url.KEEPER.of(file), Passwords.User.KEEPER);
                Statement statement = keeper.createStatement()) {
            makeUsers(statement, passwords);
            failPoint.reached("first-start.users-made");
            statement.execute(schema());
            failPoint.reached("first-start.schema-made");
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw Faults.opening(file, e);
        }
    }

    /** Those the keeper makes; whoever opens a new database as keeper is its keeper. */
    static void makeUsers(Statement statement, Passwords passwords) throws SQLException {
        for (Passwords.User user : List.of(Passwords.User.DAEMON, Passwords.User.READER)) {
            statement.execute("CREATE USER " + user + " PASSWORD '" + passwords.of(user) + "'");
        }
    }

    static String schema() {
        try (InputStream schema = FirstStart.class.getResourceAsStream("/schema.sql")) {
            if (schema == null) {
                throw new IllegalStateException("schema.sql is not in the jar");
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("schema.sql cannot be read from the jar", e);
        }
    }

    static byte[] random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
