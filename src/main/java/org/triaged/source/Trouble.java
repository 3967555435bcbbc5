package org.triaged.source;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.triage.Said;
import org.triaged.triage.Trust;

/** Says in one line for an admin why a folder cannot be read: what, where, and what to do next. */
final class Trouble {

    private final MailAccount account;
    private final String folder;

    Trouble(MailAccount account, String folder) {
        this.account = account;
        this.folder = folder;
    }

    Unavailable of(Kind kind, String what, String next) {
        return of(kind, what, next, new IOException(what));
    }

    Unavailable connecting(Throwable fault, String secret) {
        Throwable cause = Said.without(account.onTheWire(secret), fault);
        String said = Said.innermost(cause);
        if (fault instanceof AuthenticationFailedException) {
            // RFC 5530: these say "not now", not "not you".
            boolean later = Stream.of("[UNAVAILABLE]", "[LIMIT]", "[INUSE]").anyMatch(said::contains);
            return later
                    ? of(Kind.UNREACHABLE, "server takes no login now (" + said + ")", "It is tried again.", cause)
                    : of(
                            Kind.LOGIN_REFUSED,
                            "login refused (" + said + ")",
                            "Check " + account.loginKeys() + "; the server may count failures.",
                            cause);
        }
        if (Trust.refused(fault)) {
            return of(
                    Kind.UNTRUSTED,
                    "certificate not accepted (" + said + "); no password was sent",
                    "Check host and certificate, or name a private CA in ca-file.",
                    cause);
        }
        if (said.contains("STARTTLS required")) {
            return of(
                    Kind.UNTRUSTED,
                    "server offers no STARTTLS; no password was sent",
                    "Set tls: implicit and its port, or ask who stripped it.",
                    cause);
        }
        if (has(fault, SSLException.class)) {
            return of(
                    Kind.UNREACHABLE,
                    "TLS failed (" + said + "); no password was sent",
                    "Check port and tls: implicit or starttls.",
                    cause);
        }
        if (has(fault, UnknownHostException.class)) {
            return of(Kind.UNREACHABLE, "host name not found", "Check host, and the resolver here.", cause);
        }
        if (has(fault, SocketTimeoutException.class)) {
            return of(Kind.UNREACHABLE, "no answer in time", "Check host, port and firewall.", cause);
        }
        return of(Kind.UNREACHABLE, "no connection (" + said + ")", "Check host, port and firewall.", cause);
    }

    Unavailable examining(Throwable cause) {
        if (cause instanceof FolderNotFoundException) {
            return of(Kind.NO_FOLDER, "no such folder", "Check the name, and the rights of the user.", cause);
        }
        if (has(cause, CommandFailedException.class)
                || String.valueOf(cause.getMessage()).startsWith("folder cannot")) {
            return of(
                    Kind.NO_FOLDER,
                    "folder cannot be opened (" + Said.innermost(cause) + ")",
                    "Check the name, and the rights of the user.",
                    cause);
        }
        return brokenOff("opening the folder failed (" + Said.innermost(cause) + ")", cause);
    }

    Unavailable brokenOff(String what, Throwable cause) {
        return of(Kind.BROKEN_OFF, what, "The next poll asks again; if it stays, look into the server's log.", cause);
    }

    private Unavailable of(Kind kind, String what, String next, Throwable cause) {
        String where =
                "account " + account.name() + ", " + account.host() + ":" + account.port() + ", folder " + folder;
        return new Unavailable(kind, where + ": " + what + ". " + next, cause);
    }

    private static boolean has(Throwable cause, Class<? extends Throwable> type) {
        return chain(cause).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable cause) {
        return Stream.iterate(Optional.of(cause), Optional::isPresent, c -> c.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .limit(20);
    }
}
