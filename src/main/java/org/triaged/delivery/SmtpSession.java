package org.triaged.delivery;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Trust;

/** What the mail library is told for the account that sends. */
final class SmtpSession {

    private SmtpSession() {}

    static Session of(MailAccount account, String localHostName, SmtpTimeouts timeouts)
            throws IOException, GeneralSecurityException {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", account.host());
        settings.setProperty("mail.smtp.port", Integer.toString(account.port()));
        settings.setProperty("mail.smtp.localhost", localHostName);
        settings.setProperty("mail.smtp.connectiontimeout", Integer.toString(timeouts.connect()));
        settings.setProperty("mail.smtp.timeout", Integer.toString(timeouts.read()));
        settings.setProperty("mail.smtp.writetimeout", Integer.toString(timeouts.write()));
        // True would rewrite body and Message-ID of a mail while it is sent.
        settings.setProperty("mail.smtp.allow8bitmime", "false");
        settings.setProperty("mail.smtp.sendpartial", "false");
        // True would make a mail look failed that was accepted, when QUIT hangs.
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.smtp.auth", Boolean.toString(account.user().isPresent()));
        if (account.byToken()) {
            settings.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        boolean startTls = account.tls() == MailAccount.Tls.STARTTLS;
        settings.setProperty("mail.smtp.ssl.enable", Boolean.toString(account.tls() == MailAccount.Tls.IMPLICIT));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // Else a server our own certificates refuse is tried again with the platform's.
        settings.setProperty("mail.smtp.socketFactory.fallback", "false");
        if (account.caFile().isPresent()) {
            settings.put(
                    "mail.smtp.ssl.socketFactory", trustOnly(account.caFile().get()));
        }
        return Session.getInstance(settings);
    }

    private static Object trustOnly(Path caFile) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(caFile)) {
            return Trust.only(pem);
        }
    }
}
