package org.triaged.mail;

import java.io.IOException;

/** A mail is over a limit. An IOException, so that it passes through Mime4J unharmed. */
final class Refused extends IOException {

    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        super(reason);
    }
}
