package org.triaged.triage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|::1|\\[::1]|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}", Pattern.CASE_INSENSITIVE);

    /** True when the host, as written, can only be this machine; no name is looked up. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    public boolean onLoopback() {
        return isLoopback(host);
    }

    /** How the connection is secured. {@code NONE} is for loopback alone. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }
}
