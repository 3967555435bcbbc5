package org.triaged.delivery;

import java.nio.file.Path;
import org.triaged.triage.CannotStart;

/** Another process has the send journal open, so another daemon runs: exit status 73. */
public final class JournalHeld extends IllegalStateException implements CannotStart {

    private static final long serialVersionUID = 1L;

    JournalHeld(Path file) {
        super(file + " is held by another triaged; only one may send. Stop the other one, or use its control socket.");
    }

    @Override
    public int exitStatus() {
        return 73;
    }
}
