package org.triaged.source;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.triaged.triage.FailPoint;
import org.triaged.triage.LoginSecret;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailSource;

/** One account of an IMAP server, read with EXAMINE and BODY.PEEK. Every folder opened is a connection of its own. */
public final class ImapMailSource implements MailSource {

    private final MailAccount account;
    private final LoginSecret secret;
    private final FailPoint failPoint;
    private final ImapTimeouts timeouts;
    private final Map<String, ImapWatch> watches = new HashMap<>();
    private boolean closed;

    /** @param secret asked for at each login, never kept */
    public ImapMailSource(MailAccount account, LoginSecret secret, FailPoint failPoint, ImapTimeouts timeouts) {
        this.account = account;
        this.secret = secret;
        this.failPoint = failPoint;
        this.timeouts = timeouts;
    }

    /** Over a connection of its own; one login each time it begins. */
    @Override
    public synchronized void watch(String folder, News news) {
        ImapWatch known = watches.get(folder);
        if (!closed && (known == null || known.mayBeginAgain())) {
            ImapWatch watch = new ImapWatch(news);
            watches.put(folder, watch);
            watch.begin(account.name() + " " + folder, () -> openToWatch(folder));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watches.values().forEach(ImapWatch::close);
    }

    @Override
    public Folder examine(String name) throws Unavailable {
        Trouble trouble = new Trouble(account, name);
        if (account.user().isEmpty()) {
            throw trouble.of(
                    Kind.LOGIN_REFUSED, "no user is configured", "Name user, and password-file or token-command.");
        }
        if (account.tls() == MailAccount.Tls.NONE && !account.onLoopback()) {
            throw trouble.of(Kind.UNTRUSTED, "tls: none is for loopback alone", "Set tls to implicit or starttls.");
        }
        Store store = connect("imap.connect", trouble, timeouts);
        failPoint.reached("imap.examine.before");
        Folder opened = open(store, name, trouble);
        failPoint.reached("imap.examine.after");
        return opened;
    }

    private IMAPFolder openToWatch(String name) throws Unavailable {
        Trouble trouble = new Trouble(account, name);
        Store store = connect("imap.watch.connect", trouble, timeouts.watching());
        failPoint.reached("imap.watch.examine.before");
        try {
            IMAPFolder folder = (IMAPFolder) store.getFolder(name);
            folder.open(jakarta.mail.Folder.READ_ONLY);
            failPoint.reached("imap.watch.examine.after");
            return folder;
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            ImapLine.drop(store);
            throw trouble.examining(e);
        }
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

    private Store connect(String step, Trouble trouble, ImapTimeouts patience) throws Unavailable {
        failPoint.reached(step + ".before");
        Store store = ImapSession.store(account, patience, trouble);
        String asked = asked(trouble);
        try {
            store.connect(account.host(), account.port(), account.user().orElseThrow(), asked);
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            ImapLine.drop(store);
            throw trouble.connecting(e, asked);
        }
        failPoint.reached(step + ".after");
        return store;
    }

    private String asked(Trouble trouble) throws Unavailable {
        try {
            return secret.ask();
        } catch (LoginSecret.Withheld e) {
            throw trouble.of(
                    Kind.LOGIN_REFUSED,
                    "no token to log in with (" + e.getMessage() + ")",
                    "Run the command by hand as the user of the daemon.");
        }
    }
}
