package org.triaged.delivery;

/** How long the server may be silent, in milliseconds. Reading is long: RFC 5321 4.5.3.2 grants ten minutes after the dot. */
record SmtpTimeouts(int connect, int read, int write) {

    static final SmtpTimeouts DEFAULT = new SmtpTimeouts(30_000, 600_000, 60_000);
}
