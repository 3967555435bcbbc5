package org.triaged.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.triaged.store.StoreUnavailable.Exit;

/** Of the three users of the database, random and known to nobody but the file they lie in. */
final class Passwords {

    private static final int BYTES = 24;

    private final Map<User, String> byUser;

    private Passwords(Map<User, String> byUser) {
        this.byUser = new EnumMap<>(byUser);
    }

    /** Who opens the database: for upkeep, for work, for questions. */
    enum User {
        KEEPER,
        DAEMON,
        READER
    }

    static Passwords random() {
        SecureRandom random = new SecureRandom();
        Map<User, String> byUser = new EnumMap<>(User.class);
        for (User user : User.values()) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            byUser.put(user, HexFormat.of().formatHex(bytes));
        }
        return new Passwords(byUser);
    }

    static Passwords read(Path file) {
        Map<User, String> byUser = new EnumMap<>(User.class);
        String text = new String(PrivateFiles.read(file), StandardCharsets.US_ASCII);
        for (User user : User.values()) {
            text.lines()
                    .filter(line -> line.startsWith(user + "="))
                    .findFirst()
                    .ifPresent(
                            line -> byUser.put(user, line.substring(user.name().length() + 1)));
        }
        if (byUser.size() < User.values().length) {
            throw new StoreUnavailable(
                    Exit.DAMAGED, file + " does not hold the passwords of the database; restore it from the backup");
        }
        return new Passwords(byUser);
    }

    String text() {
        return byUser.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    String of(User user) {
        return byUser.get(user);
    }

    Connection connect(String url, User user) throws SQLException {
        return DriverManager.getConnection(url, user.name(), of(user));
    }
}
