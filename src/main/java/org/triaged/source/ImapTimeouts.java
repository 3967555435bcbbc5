package org.triaged.source;

import java.time.Duration;

/** How long the server may be silent, in milliseconds; by itself the library waits for ever. */
public record ImapTimeouts(int connect, int read, int write) {

    public static final ImapTimeouts DEFAULT = new ImapTimeouts(30_000, 60_000, 60_000);

    /** The same, none of them longer than that. */
    public ImapTimeouts atMost(Duration silence) {
        int most = Math.toIntExact(silence.toMillis());
        return new ImapTimeouts(Math.min(connect, most), Math.min(read, most), Math.min(write, most));
    }

    /** For a connection on which the server speaks first: it is listened to in short turns, so that it can be left. */
    ImapTimeouts watching() {
        return new ImapTimeouts(connect, Math.min(read, 2_000), write);
    }
}
