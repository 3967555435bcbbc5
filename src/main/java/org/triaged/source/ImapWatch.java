package org.triaged.source;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.triaged.triage.MailSource.News;
import org.triaged.triage.MailSource.Unavailable;
import org.triaged.triage.Said;

/** Listens to one folder by IDLE (RFC 2177) until the connection ends; it does not connect a second time. */
final class ImapWatch implements AutoCloseable {

    /** RFC 2177 wants less than 29 minutes; many a router forgets a connection after 15. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(14);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(30);

    /** A server that hangs up at once is not called again at once. */
    private static final Duration BETWEEN_BEGINNINGS = Duration.ofMinutes(5);

    private final News news;
    private final long begun = System.nanoTime();
    private volatile boolean closed;
    private volatile State state = State.LISTENING;

    private enum State {
        LISTENING,
        ENDED,
        NOT_OFFERED
    }

    ImapWatch(News news) {
        this.news = news;
    }

    /** Opens the folder to listen to. */
    @FunctionalInterface
    interface Opening {

        IMAPFolder open() throws Unavailable;
    }

    /** A server without IDLE is not asked for it again. */
    boolean mayBeginAgain() {
        return state == State.ENDED && System.nanoTime() - begun > BETWEEN_BEGINNINGS.toNanos();
    }

    void begin(String name, Opening opening) {
        Thread listening = new Thread(() -> listen(opening), "watch " + name);
        listening.setDaemon(true);
        listening.start();
    }

    /** The thread leaves within its next turns; nobody needs to wait for it. */
    @Override
    public void close() {
        closed = true;
    }

    private void listen(Opening opening) {
        String why = "closed";
        try {
            IMAPFolder folder = opening.open();
            try {
                // What came between the last poll and this moment was told to nobody.
                news.arrived();
                while (!closed) {
                    folder.doCommand(this::idle);
                }
            } finally {
                ImapLine.drop(folder.getStore());
            }
        } catch (Unavailable | RuntimeException | OutOfMemoryError e) {
            why = Said.innermost(e);
        } catch (MessagingException e) {
            boolean refused = e.getCause() instanceof CommandFailedException
                    || String.valueOf(e.getMessage()).contains("IDLE not supported");
            state = refused ? State.NOT_OFFERED : state;
            why = refused ? "the server offers no IDLE; the folder is polled" : Said.innermost(e);
        } finally {
            state = state == State.NOT_OFFERED ? state : State.ENDED;
            if (!closed) {
                news.ended(why);
            }
        }
    }

    /** One IDLE from its beginning to the server's last word on it. */
    private Object idle(IMAPProtocol protocol) throws ProtocolException {
        protocol.idleStart();
        long since = System.nanoTime();
        boolean leaving = false;
        boolean more = true;
        while (more) {
            Response response = protocol.readIdleResponse();
            if (response == null) {
                return protocol;
            }
            if (isSilence(response)) {
                long soFar = System.nanoTime() - since;
                if (leaving && soFar > LONGEST_GOODBYE.toNanos()) {
                    throw new ProtocolException("no answer to DONE");
                }
                if (!leaving && (closed || soFar > LONGEST_IDLE.toNanos())) {
                    protocol.idleAbort();
                    leaving = true;
                    since = System.nanoTime();
                }
            } else {
                if (response instanceof IMAPResponse told && told.keyEquals("EXISTS")) {
                    news.arrived();
                }
                more = protocol.processIdleResponse(response);
            }
        }
        return protocol;
    }

    /** The library shows an end of the socket's patience as a BYE of its own. */
    private static boolean isSilence(Response response) {
        return response.isBYE()
                && response.getException() instanceof SocketTimeoutException timeout
                && timeout.bytesTransferred == 0;
    }
}
