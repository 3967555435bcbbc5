package org.triaged.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Postman;
import org.triaged.triage.Said;

/**
 * Hands frozen bytes to one SMTP server. Recipients are given author first and the list last: what the server says to
 * the last address is its word on the list.
 */
public final class SmtpPostman implements Postman {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,255}");

    private final MailAccount account;
    private final Supplier<String> password;
    private final String localHostName;
    private final FailPoint failPoint;
    private final SmtpTimeouts timeouts;

    /**
     * @param password asked for at each login, never kept; not asked for when the account has no user
     * @param localHostName what we call ourselves in EHLO
     */
    public SmtpPostman(
            MailAccount account,
            Supplier<String> password,
            String localHostName,
            FailPoint failPoint,
            SmtpTimeouts timeouts) {
        if (!HOST.matcher(localHostName).matches()) {
            throw new IllegalArgumentException("not a host name: " + localHostName);
        }
        this.account = account;
        this.password = password;
        this.localHostName = localHostName;
        this.failPoint = failPoint;
        this.timeouts = timeouts;
    }

    @Override
    public Round connect() throws NotConnected {
        if (account.tls() == MailAccount.Tls.NONE && !account.onLoopback()) {
            throw notConnected(false, "tls: none is for loopback alone", new IOException("not secured"));
        }
        failPoint.reached("smtp.connect.before");
        Dialogue dialogue;
        try {
            dialogue = new Dialogue(SmtpSession.of(account, localHostName, timeouts));
        } catch (IOException | GeneralSecurityException e) {
            throw notConnected(false, "ca-file cannot be used (" + Said.innermost(e) + ")", e);
        }
        logIn(dialogue);
        failPoint.reached("smtp.connect.after");
        return new SmtpRound(dialogue, failPoint);
    }

    private void logIn(Dialogue dialogue) throws NotConnected {
        String secret = account.user().isPresent() ? password.get() : "";
        try {
            if (account.user().isPresent()) {
                dialogue.connect(account.user().get(), secret);
            } else {
                dialogue.connect();
            }
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            SmtpRound.drop(dialogue);
            Throwable cause = Said.without(secret, e);
            throw notConnected(
                    e instanceof AuthenticationFailedException && !later(dialogue.getLastReturnCode()),
                    Said.innermost(cause),
                    cause);
        }
        if (account.user().isPresent() && !dialogue.supportsExtension("AUTH")) {
            SmtpRound.drop(dialogue);
            throw notConnected(true, "server offers no login", new IOException("no AUTH"));
        }
    }

    /** 454 and the like, or a lost connection, say "not now", not "not you". */
    private static boolean later(int code) {
        return code < 200 || (code >= 400 && code <= 499);
    }

    private NotConnected notConnected(boolean loginRefused, String said, Throwable cause) {
        String next = loginRefused ? "Check user and password-file." : "It is tried again; check host, port and tls.";
        return new NotConnected(
                loginRefused,
                "account " + account.name() + ", " + account.host() + ":" + account.port() + ": "
                        + (loginRefused ? "login refused (" : "no connection (") + said + "). " + next,
                cause);
    }
}
