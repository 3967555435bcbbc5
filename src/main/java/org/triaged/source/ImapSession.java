package org.triaged.source;

import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailSource;
import org.triaged.triage.Said;
import org.triaged.triage.Trust;

/** What the mail library is told for one account. */
final class ImapSession {

    /** Host and port are named when it connects. */
    private static final URLName NOWHERE = new URLName("imap", null, -1, null, null, null);

    private ImapSession() {}

    static Store store(MailAccount account, ImapTimeouts timeouts, Trouble trouble) throws MailSource.Unavailable {
        Properties settings = new Properties();
        settings.setProperty("mail.imap.connectiontimeout", Integer.toString(timeouts.connect()));
        settings.setProperty("mail.imap.timeout", Integer.toString(timeouts.read()));
        settings.setProperty("mail.imap.writetimeout", Integer.toString(timeouts.write()));
        settings.setProperty("mail.imap.partialfetch", "false");
        boolean implicit = account.tls() == MailAccount.Tls.IMPLICIT;
        boolean startTls = account.tls() == MailAccount.Tls.STARTTLS;
        settings.setProperty("mail.imap.ssl.enable", Boolean.toString(implicit));
        settings.setProperty("mail.imap.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.imap.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.imap.ssl.checkserveridentity", "true");
        // Else a server our own certificates refuse is tried again with the platform's.
        settings.setProperty("mail.imap.socketFactory.fallback", "false");
        if (account.caFile().isPresent()) {
            try (InputStream pem = Files.newInputStream(account.caFile().get())) {
                settings.put("mail.imap.ssl.socketFactory", Trust.only(pem));
            } catch (IOException | GeneralSecurityException e) {
                throw trouble.of(
                        MailSource.Kind.UNTRUSTED,
                        "ca-file " + account.caFile().get() + " cannot be used (" + Said.innermost(e) + ")",
                        "Give a readable file of PEM certificates.");
            }
        }
        if (account.byToken()) {
            settings.setProperty("mail.imap.auth.mechanisms", "XOAUTH2");
        }
        return new IMAPStore(Session.getInstance(settings), NOWHERE) {
            // The library would send the token as a password to a server that has no other use for it.
            @Override
            protected void preLogin(IMAPProtocol protocol) throws ProtocolException {
                if (account.byToken() && !protocol.hasCapability("AUTH=XOAUTH2")) {
                    throw new CommandFailedException("server offers no XOAUTH2; no token was sent");
                }
            }
        };
    }
}
