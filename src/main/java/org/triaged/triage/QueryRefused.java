package org.triaged.triage;

/** What was asked for is not answered or not done; the message says why, and what to do instead. */
public final class QueryRefused extends RuntimeException implements CannotStart {

    private static final long serialVersionUID = 1L;

    private static final int USAGE = 2;

    public QueryRefused(String why) {
        super(why);
    }

    public QueryRefused(String why, Throwable cause) {
        super(why, cause);
    }

    @Override
    public int exitStatus() {
        return USAGE;
    }
}
