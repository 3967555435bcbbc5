package org.triaged.delivery;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.triaged.triage.CannotStart;

/** The send journal is there and cannot be used: exit status 77 when this user may not, else 74. */
public final class JournalRefused extends IllegalStateException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private static final int DAMAGED = 74;

    private static final int NO_PERMISSION = 77;

    private final int status;

    JournalRefused(Path file, IOException cause) {
        super(
                cause instanceof AccessDeniedException
                        ? file
                                + " cannot be read and written by this user; give it to the user of the daemon (chown, chmod"
                                + " 600). Without it nobody knows what was sent, so nothing is"
                        : file + " cannot be opened (" + cause.getMessage()
                                + "); look at the disk and the mount, or restore it from the backup. Nothing was made in"
                                + " its place",
                cause);
        this.status = cause instanceof AccessDeniedException ? NO_PERMISSION : DAMAGED;
    }

    @Override
    public int exitStatus() {
        return status;
    }
}
