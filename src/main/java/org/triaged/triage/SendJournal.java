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
                Map.of(
                        "report", intent.report(),
                        "mid", intent.messageId().value(),
                        "list", intent.list(),
                        "root", intent.root().value(),
                        "version", "v" + intent.version(),
                        "anchor", intent.anchor().value(),
                        "sha256", intent.sha256(),
                        "attempt", Integer.toString(intent.attempt()),
                        "recipients", Integer.toString(intent.recipients()),
                        "audit", auditHead));
    }
}
