package org.triaged.source;

/** How long the server may be silent, in milliseconds; by itself the library waits for ever. */
record ImapTimeouts(int connect, int read, int write) {

    static final ImapTimeouts DEFAULT = new ImapTimeouts(30_000, 60_000, 60_000);

    /** For a connection on which the server speaks first: it is listened to in short turns, so that it can be left. */
    ImapTimeouts watching() {
        return new ImapTimeouts(connect, Math.min(read, 2_000), write);
    }
}
