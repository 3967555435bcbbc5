package org.triaged.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** IMAP and SMTP on free ports of loopback, in memory. A mail sent to a list lands in the folder of the list's user. */
final class DemoMailServer implements AutoCloseable {

    static final String PASSWORD = "demo";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
    });

    private final Map<String, GreenMailUser> users = new HashMap<>();

    DemoMailServer(List<String> addresses) {
        server.start();
        for (String address : addresses) {
            try {
                users.put(address, server.getManagers().getUserManager().createUser(address, address, PASSWORD));
            } catch (UserException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    void deliver(String address, String mail, Instant arrival) {
        try {
            MimeMessage message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
            inbox(address).appendMessage(message, new Flags(), Date.from(arrival));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mails of our own that came back to the list, as they lie in its folder. */
    List<String> fromUs(String address, String own) {
        return inbox(address).getMessages().stream()
                .map(DemoMailServer::text)
                .filter(mail -> mail.contains("X-Loop: " + own))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String text(StoredMessage stored) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stored.getMimeMessage().writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MailFolder inbox(String address) {
        try {
            return server.getManagers().getImapHostManager().getInbox(users.get(address));
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }
}
