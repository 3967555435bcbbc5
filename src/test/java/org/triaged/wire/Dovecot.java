package org.triaged.wire;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.triaged.wire.Identities.Identity;

/**
 * Dovecot with IMAPS, IMAP with STARTTLS, and LMTP. Every user exists and has {@link #PASSWORD}, or a
 * token of {@link Tokens}; a mail to
 * {@code user+folder@} lands in that folder.
 */
public final class Dovecot {

    public static final String PASSWORD = "correct-horse";

    static final String PROGRAM = "/usr/sbin/dovecot";

    private final RealServer server;
    private final Path folder;
    private final Ports ports;

    Dovecot(Path folder, Ports ports, Identities identities, int tokensPort) {
        this.folder = folder;
        this.ports = ports;
        Map<String, Object> values = new HashMap<>(Map.of(
                "folder",
                folder,
                "imap",
                ports.imap(),
                "imaps",
                ports.imaps(),
                "lmtp",
                ports.lmtp(),
                "password",
                PASSWORD,
                "auth",
                Postfix.authSocket(folder.getParent())));
        for (Identity identity : Identity.values()) {
            values.put(identity + ".address", identity.address());
            values.put(identity + ".cert", identities.of(identity).pem());
            values.put(identity + ".key", identities.of(identity).keyPem());
        }
        RealServer.configure(folder.resolve("dovecot.conf"), values);
        RealServer.configure(folder.resolve("oauth2.conf"), Map.of("tokens", tokensPort));
        RealServer.run(
                "install",
                "-d",
                "-o",
                "mail",
                "-g",
                "mail",
                folder.resolve("home").toString());
        server = new RealServer(folder, ports.imap(), PROGRAM, "-F", "-c", conf());
    }

    public int imapPort() {
        return ports.imap();
    }

    public int imapsPort() {
        return ports.imaps();
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop();
    }

    public void kill() {
        server.kill();
    }

    /** What it has logged so far. */
    public String log() {
        return RealServers.read(folder.resolve("log"));
    }

    /** By LMTP, without Postfix. @param recipient {@code user+folder@host} */
    public void deliver(String recipient, byte[] mail) {
        Lmtp.deliver(ports.lmtp(), recipient, mail);
    }

    /** Into the files of a folder that exists, as a move from another server does it: 10,000 mails in a second. */
    public void lay(String user, String mailbox, List<byte[]> mails) {
        try {
            Path files = maildir(user, mailbox).resolve("cur");
            UserPrincipal owner = Files.getOwner(files);
            for (int number = 0; number < mails.size(); number++) {
                Path file = Files.write(
                        files.resolve("laid" + UUID.randomUUID() + ".P" + number + ":2,S"), mails.get(number));
                Files.setOwner(file, owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Admin's work on the mailboxes of a user. */
    public String doveadm(String... arguments) {
        List<String> command = new ArrayList<>(List.of("doveadm", "-c", conf()));
        command.addAll(List.of(arguments));
        return RealServer.run(command.toArray(String[]::new));
    }

    /** Forgets which mail had which UID, so that the folder comes back with another UIDVALIDITY. */
    public void forgetUids(String user, String mailbox) {
        try {
            Path files = maildir(user, mailbox);
            for (String name :
                    List.of("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache")) {
                Files.deleteIfExists(files.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mails of a folder in order, as a client gets them. */
    public List<byte[]> mails(String user, String mailbox) {
        List<byte[]> mails = new ArrayList<>();
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(Identity.GOOD.address(), ports.imap(), user, PASSWORD);
            Folder open = store.getFolder(mailbox);
            open.open(Folder.READ_ONLY);
            for (Message message : open.getMessages()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                mails.add(bytes.toByteArray());
            }
            return mails;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path maildir(String user, String mailbox) {
        return folder.resolve("home").resolve(user).resolve("Maildir").resolve("." + mailbox);
    }

    private String conf() {
        return folder.resolve("dovecot.conf").toString();
    }
}
