package org.triaged.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.triaged.triage.BackupFacts;

/** What a backup holds, for people and programs. */
final class BackupText {

    private BackupText() {}

    /** @param done what was done with it: made, whole or restored */
    static void print(BackupFacts backup, String done, boolean json, PrintStream out) {
        Utf8.print(out, json ? json(backup, done) : text(backup, done));
    }

    private static String text(BackupFacts backup, String done) {
        return """
                %s: %s
                  of        %s (UTC), %s
                  mails     %,d
                  replies   %,d
                  audit     to row %s
                  journal   %s
                  key       %s
                """.formatted(
                        done,
                        Terminal.escape(backup.file().toString()),
                        backup.made().toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z", ""),
                        size(backup.size()),
                        backup.mails(),
                        backup.replies(),
                        backup.auditHead().substring(0, backup.auditHead().indexOf(':')),
                        backup.journal() ? "in it" : "none yet",
                        backup.key() ? "in it" : "not in it: 'key-file' in triaged.yaml says where it is");
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? (bytes + 999) / 1000 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String json(BackupFacts backup, String done) {
        return new JsonLine("backup")
                .text("done", done)
                .text("file", backup.file().toString())
                .number("size", backup.size())
                .time("made", backup.made())
                .text("database", backup.database())
                .text("schema", backup.schema())
                .number("mails", backup.mails())
                .number("replies", backup.replies())
                .text("auditHead", backup.auditHead())
                .flag("journal", backup.journal())
                .flag("key", backup.key())
                .end();
    }
}
