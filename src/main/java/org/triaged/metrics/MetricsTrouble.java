package org.triaged.metrics;

import org.triaged.triage.CannotStart;

/** Monitors cannot be served at the place that conf names. */
public final class MetricsTrouble extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private static final int TEMPORARY = 75;

    MetricsTrouble(String whatHappened, Throwable cause) {
        super(whatHappened, cause);
    }

    @Override
    public int exitStatus() {
        return TEMPORARY;
    }
}
