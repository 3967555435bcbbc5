package org.triaged.source;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.triage.Said;

/** The connection behind an open folder: a raw command, and its responses if the server said OK. */
final class ImapLine {

    private final Store store;
    private final IMAPFolder folder;
    private final Trouble trouble;
    private final FailPoint failPoint;

    ImapLine(Store store, IMAPFolder folder, Trouble trouble, FailPoint failPoint) {
        this.store = store;
        this.folder = folder;
        this.trouble = trouble;
        this.failPoint = failPoint;
    }

    /** Builds the command when the protocol is known. */
    @FunctionalInterface
    interface Command {

        Response[] send(IMAPProtocol protocol) throws ProtocolException;
    }

    Response[] command(String step, String text) throws Unavailable {
        return command(step, protocol -> protocol.command(text, new Argument()));
    }

    Response[] command(String step, Command command) throws Unavailable {
        failPoint.reached("imap." + step + ".before");
        Response[] responses;
        try {
            responses = (Response[]) folder.doCommand(protocol -> {
                Response[] answer = command.send(protocol);
                // Not given to the library's own handlers: they keep message numbers and flags, we need neither.
                protocol.handleResult(answer[answer.length - 1]);
                return answer;
            });
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            // A literal is allocated as announced: too large a number ends here, and so does the connection.
            throw brokenOff(step + " failed (" + Said.innermost(e) + ")", e);
        }
        failPoint.reached("imap." + step + ".after");
        return responses;
    }

    /** Drops the connection; what is still on its way is not read. */
    Unavailable brokenOff(String what, Throwable cause) {
        try {
            folder.forceClose();
        } catch (MessagingException | IllegalStateException e) {
            cause.addSuppressed(e);
        }
        drop(store);
        return trouble.brokenOff(what, cause);
    }

    void close() {
        failPoint.reached("imap.logout.before");
        drop(store);
        failPoint.reached("imap.logout.after");
    }

    /** After a fault or at the end nothing depends on how the goodbye goes. */
    static void drop(Store store) {
        try {
            store.close();
        } catch (MessagingException | RuntimeException e) {
            return;
        }
    }
}
