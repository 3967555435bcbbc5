package org.triaged.delivery;

import java.time.Duration;

/** How long the server may be silent, in milliseconds. Reading is long: RFC 5321 4.5.3.2 grants ten minutes after the dot. */
public record SmtpTimeouts(int connect, int read, int write) {

    public static final SmtpTimeouts DEFAULT = new SmtpTimeouts(30_000, 600_000, 60_000);

    /** The same, none of them longer than that. */
    public SmtpTimeouts atMost(Duration silence) {
        int most = Math.toIntExact(silence.toMillis());
        return new SmtpTimeouts(Math.min(connect, most), Math.min(read, most), Math.min(write, most));
    }
}
