package org.triaged.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.triage.FailPoint;
import org.triaged.triage.LoginSecret;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Postman;
import org.triaged.triage.Said;
import org.triaged.triage.Trust;

/**
 * Hands frozen bytes to one SMTP server. Recipients are given author first and the list last: what the server says to
 * the last address is its word on the list.
 */
public final class SmtpPostman implements Postman {

    private static final Pattern CHALLENGE =
            Pattern.compile("334 ((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\\s*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,255}");

    private final MailAccount account;
    private final LoginSecret secret;
    private final String localHostName;
    private final FailPoint failPoint;
    private final SmtpTimeouts timeouts;

    /**
     * @param secret asked for at each login, never kept; not asked for when the account has no user
     * @param localHostName what we call ourselves in EHLO
     */
    public SmtpPostman(
            MailAccount account, LoginSecret secret, String localHostName, FailPoint failPoint, SmtpTimeouts timeouts) {
        if (!HOST.matcher(localHostName).matches()) {
            throw new IllegalArgumentException("not a host name: " + localHostName);
        }
        this.account = account;
        this.secret = secret;
        this.localHostName = localHostName;
        this.failPoint = failPoint;
        this.timeouts = timeouts;
    }

    @Override
    public Round connect() throws NotConnected {
        if (account.tls() == MailAccount.Tls.NONE && !account.onLoopback()) {
            throw notConnected(Failure.UNREACHABLE, "tls: none is for loopback alone", new IOException("not secured"));
        }
        failPoint.reached("smtp.connect.before");
        Dialogue dialogue;
        try {
            dialogue = new Dialogue(SmtpSession.of(account, localHostName, timeouts), failPoint);
        } catch (IOException | GeneralSecurityException e) {
            throw notConnected(Failure.UNREACHABLE, "ca-file cannot be used (" + Said.innermost(e) + ")", e);
        }
        logIn(dialogue);
        failPoint.reached("smtp.connect.after");
        return new SmtpRound(dialogue, failPoint);
    }

    private void logIn(Dialogue dialogue) throws NotConnected {
        String asked = account.user().isPresent() ? asked() : "";
        try {
            if (account.user().isPresent()) {
                dialogue.connect(account.user().get(), asked);
            } else {
                dialogue.connect();
            }
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            SmtpRound.drop(dialogue);
            Throwable cause = Said.without(account.onTheWire(asked), readable(e));
            throw notConnected(failure(e, dialogue.getLastReturnCode()), Said.innermost(cause), cause);
        }
        if (account.user().isPresent() && !dialogue.supportsExtension("AUTH")) {
            SmtpRound.drop(dialogue);
            throw notConnected(Failure.LOGIN_REFUSED, "server offers no login", new IOException("no AUTH"));
        }
    }

    private String asked() throws NotConnected {
        try {
            return secret.ask();
        } catch (LoginSecret.Withheld e) {
            throw notConnected(Failure.LOGIN_REFUSED, e.getMessage(), e);
        }
    }

    /** Why a token is refused is told in base64, as if something was still to be said. */
    private static Throwable readable(Throwable fault) {
        Matcher challenge = CHALLENGE.matcher(String.valueOf(fault.getMessage()));
        if (!challenge.matches()) {
            return fault;
        }
        byte[] told = Base64.getDecoder().decode(challenge.group(1));
        return new IOException("334 " + new String(told, StandardCharsets.US_ASCII));
    }

    /** 454 and the like, or a lost connection, say "not now", not "not you". */
    private static boolean later(int code) {
        return code < 200 || (code >= 400 && code <= 499);
    }

    private static Failure failure(Throwable fault, int code) {
        if (fault instanceof AuthenticationFailedException) {
            return later(code) ? Failure.UNREACHABLE : Failure.LOGIN_REFUSED;
        }
        if (Trust.refused(fault)) {
            return Failure.UNTRUSTED;
        }
        return Said.innermost(fault).contains("STARTTLS is required") ? Failure.NO_STARTTLS : Failure.UNREACHABLE;
    }

    private NotConnected notConnected(Failure failure, String said, Throwable cause) {
        return new NotConnected(
                failure == Failure.LOGIN_REFUSED,
                "account " + account.name() + ", " + account.host() + ":" + account.port() + ": " + failure.what + " ("
                        + said + "). " + failure.next.formatted(account.loginKeys()),
                cause);
    }

    /** Why there is no connection, in words for an admin, and what to do next. */
    private enum Failure {
        LOGIN_REFUSED("login refused", "Check %s."),
        UNTRUSTED(
                "certificate not accepted",
                "No password was sent; check host and certificate, or name a private CA in ca-file."),
        NO_STARTTLS(
                "server offers no STARTTLS",
                "No password was sent; set tls: implicit and its port, or ask who stripped it."),
        UNREACHABLE("no connection", "It is tried again; check host, port and tls.");

        private final String what;
        private final String next;

        Failure(String what, String next) {
            this.what = what;
            this.next = next;
        }
    }
}
