package org.triaged.triage;

import java.util.List;
import java.util.Map;

/** The witness beside the database: a rolled-back database must not make a second mail leave. Appends are fsynced. */
public interface SendJournal {

    /** Everything in it when it was opened, the oldest first. */
    List<JournalEntry> history();

    /** Everything in it now, the oldest first. */
    default List<JournalEntry> entries() {
        return history();
    }

    /** A line in the middle does not verify: judging goes on, sending does not. */
    boolean damaged();

    /** Returns once the line is on the disk. */
    void append(JournalEntry.Event event, Map<String, String> fields);

    default void intent(JournalEntry.Intent intent, String auditHead) {
        append(
                JournalEntry.Event.INTENT,
                Map.ofEntries(
                        Map.entry("report", intent.report()),
                        Map.entry("mid", intent.messageId().value()),
                        Map.entry("list", intent.list()),
                        Map.entry("root", intent.root().value()),
                        Map.entry("version", "v" + intent.version()),
                        Map.entry("kind", intent.kind()),
                        Map.entry("anchor", intent.anchor().value()),
                        Map.entry("sha256", intent.sha256()),
                        Map.entry("attempt", Integer.toString(intent.attempt())),
                        Map.entry("recipients", Integer.toString(intent.recipients())),
                        Map.entry("audit", auditHead)));
    }
}
