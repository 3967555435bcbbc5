package org.triaged;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.triaged.store.StoreUnavailable;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.SendJournal;

/** Where a send journal should be and is not: a start of the daemon makes it, and no admin verb does. */
record NoJournal(Path file) implements SendJournal {

    @Override
    public List<JournalEntry> history() {
        return List.of();
    }

    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public void append(JournalEntry.Event event, Map<String, String> fields) {
        throw new StoreUnavailable(
                StoreUnavailable.Exit.DAMAGED,
                file
                        + " is not there, so what you ask for cannot be written down; start the daemon, which makes it, and"
                        + " ask again");
    }
}
