package org.triaged.control;

import java.io.IOException;

/** The other side does not speak as docs/control.md says. */
final class Malformed extends IOException {

    private static final long serialVersionUID = 1L;

    Malformed(String how) {
        super(how);
    }

    Malformed(String how, Throwable cause) {
        super(how, cause);
    }
}
