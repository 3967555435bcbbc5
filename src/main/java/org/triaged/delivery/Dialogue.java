package org.triaged.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.triaged.triage.FailPoint;

/**
 * The library's transport, and a record of what was said to the server and answered. Its exceptions blur that: a 5xx
 * for the list and one for the author look alike, and its RSET after a refusal can end in an exception of its own.
 */
final class Dialogue extends SMTPTransport {

    private final List<Exchange> exchanges = new ArrayList<>();

    private final FailPoint failPoint;

    Dialogue(Session session, FailPoint failPoint) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.failPoint = failPoint;
    }

    /** A command of the mail transaction and the reply to it, if one came. */
    record Exchange(Step step, Optional<Reply> reply) {

        boolean answered(int from, int to) {
            return reply.filter(r -> r.code() >= from && r.code() <= to).isPresent();
        }
    }

    record Reply(int code, String line) {}

    enum Step {
        MAIL,
        RCPT,
        DATA,
        DOT;

        private String point() {
            return "smtp." + name().toLowerCase(Locale.ROOT);
        }
    }

    Session session() {
        return session;
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        Optional<Step> step = step(command);
        step.ifPresent(s -> failPoint.reached(s.point() + ".before"));
        // Noted before it is sent: from here on the server may have it.
        step.ifPresent(s -> exchanges.add(new Exchange(s, Optional.empty())));
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        int last = exchanges.size() - 1;
        if (last >= 0 && exchanges.get(last).reply().isEmpty() && code > 0) {
            Reply reply = new Reply(code, getLastServerResponse());
            Step step = exchanges.get(last).step();
            exchanges.set(last, new Exchange(step, Optional.of(reply)));
            failPoint.reached(step.point() + ".after");
        }
        return code;
    }

    /** One connection, one mail: after a refusal there is nothing to reset, only an answer to lose. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    private static Optional<Step> step(String command) {
        if (command.startsWith("MAIL FROM:")) {
            return Optional.of(Step.MAIL);
        }
        if (command.startsWith("RCPT TO:")) {
            return Optional.of(Step.RCPT);
        }
        if (command.equals("DATA")) {
            return Optional.of(Step.DATA);
        }
        return command.equals(".") ? Optional.of(Step.DOT) : Optional.empty();
    }
}
