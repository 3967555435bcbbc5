package org.triaged.wire;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
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
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.triaged.triage.MailAccount;

/**
 * GreenMail with IMAP and SMTP on free ports of loopback. A mail sent to an address lands in the INBOX of the user of
 * that address. It knows no TLS; {@link Front#tls} before {@link #imapPort} makes it IMAPS.
 */
public final class MailServer implements AutoCloseable {

    public static final String PASSWORD = "correct horse";

    private final GreenMail server;
    private final Map<String, GreenMailUser> users = new ConcurrentHashMap<>();

    public MailServer() {
        server = new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_IMAP), setup(ServerSetup.PROTOCOL_SMTP)});
        server.start();
    }

    /** The address is the login, too. */
    public MailServer user(String address) {
        try {
            users.put(address, server.getManagers().getUserManager().createUser(address, address, PASSWORD));
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public MailAccount imap(String address) {
        return account("imap", imapPort(), Optional.of(address));
    }

    public MailAccount smtp() {
        return account("smtp", smtpPort(), Optional.empty());
    }

    /** Puts a mail into the INBOX, last; GreenMail keeps the last line end to itself. */
    public void append(String address, byte[] mail, Instant arrival) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            inbox(address).appendMessage(message, new Flags(), Date.from(arrival));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes one mail for good. @param number in the INBOX, from 1 */
    public void expunge(String address, int number) {
        try {
            inbox(address).getMessages().get(number - 1).setFlag(Flags.Flag.DELETED, true);
            inbox(address).expunge();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The INBOX as it was before its first mail: nothing in it, and the same UIDs and UIDVALIDITY as then. */
    public void forget(String address) {
        try {
            server.purgeEmailFromAllMailboxes();
            // GreenMail restarts UIDs only under another UIDVALIDITY.
            Field next = inbox(address).getClass().getDeclaredField("nextUid");
            next.setAccessible(true);
            ((AtomicLong) next.get(inbox(address))).set(1);
        } catch (FolderException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies in the INBOX, in order. */
    public List<Held> mails(String address) {
        return inbox(address).getMessages().stream()
                .map(stored -> {
                    try {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        stored.getMimeMessage().writeTo(bytes);
                        return new Held(
                                stored.getUid(),
                                stored.getReceivedDate().toInstant(),
                                stored.getFlags().toString(),
                                bytes.toByteArray());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** A mail as the server holds it. */
    public record Held(long uid, Instant arrival, String flags, byte[] bytes) {}

    @Override
    public void close() {
        server.stop();
    }

    private MailFolder inbox(String address) {
        try {
            return server.getManagers().getImapHostManager().getInbox(users.get(address));
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSetup setup(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    private static MailAccount account(String name, int port, Optional<String> user) {
        return new MailAccount(name, "127.0.0.1", port, MailAccount.Tls.NONE, user, Optional.empty(), Optional.empty());
    }
}
