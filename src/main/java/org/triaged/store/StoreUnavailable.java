package org.triaged.store;

import org.triaged.triage.CannotStart;

/** The database cannot do what was asked. The message says what happened, which file, and what to do next. */
public final class StoreUnavailable extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public StoreUnavailable(Exit exit, String whatHappened) {
        super(whatHappened);
        this.exit = exit;
    }

    public StoreUnavailable(Exit exit, String whatHappened, Throwable cause) {
        super(whatHappened, cause);
        this.exit = exit;
    }

    /** With what status a process ends that cannot go on without the database. */
    public enum Exit {
        INTERNAL(70),
        LOCKED(73),
        DAMAGED(74),
        TEMPORARY(75),
        NO_PERMISSION(77);

        private final int status;

        Exit(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public Exit exit() {
        return exit;
    }

    @Override
    public int exitStatus() {
        return exit.status();
    }
}
