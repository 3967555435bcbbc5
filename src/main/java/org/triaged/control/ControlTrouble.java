package org.triaged.control;

import org.triaged.triage.CannotStart;

/** The control socket cannot be opened, or gives no answer. The message says where, why, and what to do next. */
public final class ControlTrouble extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    static final int USAGE = 2;
    static final int INTERNAL = 70;
    static final int TEMPORARY = 75;
    static final int NO_PERMISSION = 77;

    private final int status;

    ControlTrouble(int status, String whatHappened) {
        super(whatHappened);
        this.status = status;
    }

    ControlTrouble(int status, String whatHappened, Throwable cause) {
        super(whatHappened, cause);
        this.status = status;
    }

    @Override
    public int exitStatus() {
        return status;
    }
}
