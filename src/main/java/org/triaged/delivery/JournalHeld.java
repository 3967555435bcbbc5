package org.triaged.delivery;

import java.nio.file.Path;

/** Another process has the send journal open, so another daemon runs: exit status 73. */
public final class JournalHeld extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    JournalHeld(Path file) {
        super(file + " is held by another triaged; only one may send. Stop the other one, or use its control socket.");
    }

    public int exitStatus() {
        return 73;
    }
}
