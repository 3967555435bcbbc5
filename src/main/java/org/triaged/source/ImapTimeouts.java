package org.triaged.source;

/** How long the server may be silent, in milliseconds; by itself the library waits for ever. */
record ImapTimeouts(int connect, int read, int write) {

    static final ImapTimeouts DEFAULT = new ImapTimeouts(30_000, 60_000, 60_000);
}
