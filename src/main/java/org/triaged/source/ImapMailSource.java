package org.triaged.source;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.function.Supplier;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailSource;

/** One account of an IMAP server, read with EXAMINE and BODY.PEEK. Every folder opened is a connection of its own. */
public final class ImapMailSource implements MailSource {

    private final MailAccount account;
    private final Supplier<String> password;
    private final FailPoint failPoint;
    private final ImapTimeouts timeouts;

    /** @param password asked for at each login, never kept */
    public ImapMailSource(MailAccount account, Supplier<String> password, FailPoint failPoint) {
        this(account, password, failPoint, ImapTimeouts.DEFAULT);
    }

    ImapMailSource(MailAccount account, Supplier<String> password, FailPoint failPoint, ImapTimeouts timeouts) {
        this.account = account;
        this.password = password;
        this.failPoint = failPoint;
        this.timeouts = timeouts;
    }

    @Override
    public Folder examine(String name) throws Unavailable {
        Trouble trouble = new Trouble(account, name);
        if (account.user().isEmpty()) {
            throw trouble.of(Kind.LOGIN_REFUSED, "no user is configured", "Name user and password-file.");
        }
        if (account.tls() == MailAccount.Tls.NONE && !account.onLoopback()) {
            throw trouble.of(Kind.UNTRUSTED, "tls: none is for loopback alone", "Set tls to implicit or starttls.");
        }
        Store store = connect(trouble);
        failPoint.reached("imap.examine.before");
        Folder opened = open(store, name, trouble);
        failPoint.reached("imap.examine.after");
        return opened;
    }

    private Folder open(Store store, String name, Trouble trouble) throws Unavailable {
        try {
            IMAPFolder folder = (IMAPFolder) store.getFolder(name);
            folder.open(jakarta.mail.Folder.READ_ONLY);
            long uidNext = folder.getUIDNext();
            if (uidNext < 1) {
                // Only a closed folder asks the server; EXAMINE need not tell.
                uidNext = ((IMAPFolder) store.getFolder(name)).getUIDNext();
            }
            if (uidNext < 1 || folder.getUIDValidity() < 1) {
                throw new MessagingException("the server names no UIDVALIDITY or UIDNEXT");
            }
            return new ImapFolder(new ImapLine(store, folder, trouble, failPoint), folder.getUIDValidity(), uidNext);
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            ImapLine.drop(store);
            throw trouble.examining(e);
        }
    }

    private Store connect(Trouble trouble) throws Unavailable {
        failPoint.reached("imap.connect.before");
        Store store = ImapSession.store(account, timeouts, trouble);
        String secret = password.get();
        try {
            store.connect(account.host(), account.port(), account.user().orElseThrow(), secret);
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            ImapLine.drop(store);
            throw trouble.connecting(e, secret);
        }
        failPoint.reached("imap.connect.after");
        return store;
    }
}
