package org.triaged.store;

import java.nio.file.Path;

/** The only addresses under which the database is opened. The path before them is ours; conf adds nothing. */
enum Url {
    /**
     * Opens first and closes last: WRITE_DELAY=0 holds only while a connection that asked for it is open, and without it a
     * kill takes commits away. The cache keeps statements parsed, for all users; it halves the work of a step.
     */
    KEEPER(";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=100;IFEXISTS=TRUE"),
    USER(";IFEXISTS=TRUE");

    private static final String SUFFIX = ".mv.db";

    private final String options;

    Url(String options) {
        this.options = options;
    }

    String options() {
        return options;
    }

    String of(Path database) {
        return of(database, options);
    }

    /** {@code async:} keeps an interrupted thread from closing the file for everybody. */
    static String of(Path database, String options) {
        String file = database.toAbsolutePath().toString();
        return "jdbc:h2:async:" + file.substring(0, file.length() - SUFFIX.length()) + options;
    }
}
