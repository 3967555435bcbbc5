package org.triaged.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.triaged.triage.BackupFacts;

/** Makes backups of an open data folder, in its folder {@code backup}, while the daemon reads on and writes wait. */
final class Backups {

    static final String FOLDER = "backup";

    private static final String PART = "part";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'triaged-'yyyyMMdd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);

    /** H2 writes hashes of the passwords otherwise. */
    private static final String SCRIPT_TO = "SCRIPT NOPASSWORDS NOSETTINGS TO '%s'";

    private static final String MAILS = """
            SELECT COUNT(*)
              FROM mail
            """;

    private static final String REPLIES = """
            SELECT COUNT(*)
              FROM reply
            """;

    private final DataFolder folder;
    private final Transactions transactions;

    Backups(DataFolder folder, Transactions transactions) {
        this.folder = folder;
        this.transactions = transactions;
    }

    /** @param database its id. @param schema its version */
    BackupFacts make(String database, String schema, Instant now) {
        Path home = folder.folder().resolve(FOLDER);
        Path file = home.resolve(NAME.format(now));
        Path building = home.resolve(PART);
        PrivateFiles.makeFolder(home);
        if (Files.exists(file)) {
            throw new StoreUnavailable(
                    StoreUnavailable.Exit.TEMPORARY, file + " was made this second; ask again in the next one");
        }
        synchronized (Backups.class) {
            if (Files.exists(building)) {
                PrivateFiles.remove(building); // of one that was cut off
            }
            PrivateFiles.makeFolder(building);
            try {
                Path script = building.resolve(BackupFile.SCRIPT);
                Map<String, String> facts = transactions.whileNothingIsWritten(() -> {
                    writeScript(script);
                    return facts(database, schema, now);
                });
                Path whole = building.resolve("whole");
                BackupFacts made = BackupFile.write(whole, parts(script), facts);
                PrivateFiles.move(whole, file);
                return new BackupFacts(
                        file,
                        made.size(),
                        made.database(),
                        made.schema(),
                        made.made(),
                        made.mails(),
                        made.replies(),
                        made.auditHead(),
                        made.key(),
                        made.journal());
            } finally {
                PrivateFiles.remove(building);
            }
        }
    }

    private Map<String, String> facts(String database, String schema, Instant now) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("database", database);
        facts.put("schema", schema);
        facts.put("made", now.toString());
        transactions.read(sql -> {
            facts.put("mails", count(sql, MAILS));
            facts.put("replies", count(sql, REPLIES));
            return facts.put("audit", AuditChain.head(sql).toString());
        });
        return facts;
    }

    private static String count(Sql sql, String table) {
        return Long.toString(sql.one(table, row -> row.number(1)).orElse(0L));
    }

    /** The journal is copied last, so it may know of more than the database, and never of less. */
    private Map<String, Path> parts(Path script) {
        Map<String, Path> parts = new LinkedHashMap<>();
        parts.put(BackupFile.SCRIPT, script);
        for (String part : new String[] {DataFolder.KEY, DataFolder.JOURNAL}) {
            Path file = folder.folder().resolve(part);
            if (Files.exists(file)) {
                parts.put(part, file);
            }
        }
        return parts;
    }

    private void writeScript(Path script) {
        PrivateFiles.make(script, new byte[0]); // H2 keeps its mode
        try (Connection keeper = folder.passwords().connect(Url.USER.of(folder.database()), Passwords.User.KEEPER);
                Statement statement = keeper.createStatement()) {
            statement.execute(SCRIPT_TO.formatted(script.toString().replace("'", "''")));
        } catch (SQLException e) {
            throw Faults.running("SCRIPT", e);
        }
    }
}
