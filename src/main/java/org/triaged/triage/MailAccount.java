package org.triaged.triage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One login at a mail server.
 *
 * @param name in conf; "smtp" for the one that sends
 * @param user empty: no login (SMTP on loopback only)
 * @param passwordFile read when it is used, never before; refused when others may read it
 * @param caFile PEM certificates trusted instead of the platform's
 */
public record MailAccount(
        String name,
        String host,
        int port,
        Tls tls,
        Optional<String> user,
        Optional<Path> passwordFile,
        Optional<Path> caFile) {

    /** How the connection is secured. {@code NONE} is for loopback alone. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }
}
