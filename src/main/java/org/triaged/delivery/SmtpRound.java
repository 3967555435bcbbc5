package org.triaged.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Postman.Answer;
import org.triaged.triage.Postman.Kind;
import org.triaged.triage.Postman.Round;
import org.triaged.triage.Said;

/** One connection, for one mail. */
final class SmtpRound implements Round {

    /** The library takes more: a leading dash, non-ASCII hosts. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?!-)[A-Za-z0-9._+=~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final int LONGEST_ADDRESS = 254;

    private final Dialogue dialogue;
    private final FailPoint failPoint;

    SmtpRound(Dialogue dialogue, FailPoint failPoint) {
        this.dialogue = dialogue;
        this.failPoint = failPoint;
    }

    @Override
    public Answer send(byte[] bytes, String sender, List<String> recipients) {
        if (recipients.isEmpty() || !plain(sender) || !recipients.stream().allMatch(SmtpRound::plain)) {
            return new Answer(Kind.REFUSED, Optional.empty(), "not sent: an address of the envelope is not plain");
        }
        try {
            failPoint.reached("smtp.send.before");
            dialogue.sendMessage(frozen(bytes, sender), addresses(recipients));
            failPoint.reached("smtp.send.after");
        } catch (MessagingException | RuntimeException | OutOfMemoryError e) {
            Answer answer = Verdict.of(dialogue.exchanges(), recipients.size(), Said.innermost(e));
            // The server took it, but something of ours broke since: in doubt, and the copy from the list will tell.
            return answer.kind() == Kind.SENT ? new Answer(Kind.AMBIGUOUS, answer.code(), answer.said()) : answer;
        }
        return Verdict.of(dialogue.exchanges(), recipients.size(), "");
    }

    @Override
    public void close() {
        failPoint.reached("smtp.quit.before");
        drop(dialogue);
        failPoint.reached("smtp.quit.after");
    }

    /** The outcome was fixed before; how the goodbye goes changes nothing. */
    static void drop(Dialogue dialogue) {
        try {
            dialogue.close();
        } catch (MessagingException | RuntimeException e) {
            return;
        }
    }

    private SMTPMessage frozen(byte[] bytes, String sender) throws MessagingException {
        SMTPMessage message = new SMTPMessage(dialogue.session(), new ByteArrayInputStream(bytes)) {
            // The library would leave out header fields it deems its own.
            @Override
            public void writeTo(OutputStream wire, String[] ignored) throws IOException {
                wire.write(bytes);
            }
        };
        message.setEnvelopeFrom(sender);
        return message;
    }

    private static Address[] addresses(List<String> recipients) {
        return recipients.stream()
                .map(recipient -> {
                    InternetAddress address = new InternetAddress();
                    address.setAddress(recipient);
                    return address;
                })
                .toArray(Address[]::new);
    }

    private static boolean plain(String address) {
        return address.length() <= LONGEST_ADDRESS && ADDRESS.matcher(address).matches();
    }
}
