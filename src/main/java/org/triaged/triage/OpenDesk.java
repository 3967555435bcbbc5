package org.triaged.triage;

import java.util.Optional;
import java.util.function.Supplier;

/** The desk over a database that this process has open. */
public final class OpenDesk implements AdminDesk {

    private final SqlReader reader;

    private final Supplier<Overview> overview;

    private final Optional<Long> daemon;

    private final AutoCloseable resources;

    /**
     * @param overview of the conf that is in force
     * @param daemon our process when we are the daemon
     * @param resources closed with the desk
     */
    public OpenDesk(SqlReader reader, Supplier<Overview> overview, Optional<Long> daemon, AutoCloseable resources) {
        this.reader = reader;
        this.overview = overview;
        this.daemon = daemon;
        this.resources = resources;
    }

    @Override
    public boolean query(Question question, Answer into) {
        return reader.query(question, into);
    }

    @Override
    public Status status() {
        return overview.get().status(daemon);
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not close: " + e.getMessage(), e);
        }
    }
}
