package org.triaged.reply;

import java.util.List;
import org.triaged.mail.MessageId;

/**
 * Whom and what a reply to a series answers, whether or not one is written.
 *
 * @param inReplyTo the cover, else patch 1, else the lowest present
 * @param to bare addresses; the list alone where nobody else can be written to
 */
public record Heading(
        MessageId inReplyTo,
        List<MessageId> references,
        List<String> to,
        List<String> cc,
        String subject,
        MessageId messageId) {

    public Heading {
        references = List.copyOf(references);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
    }
}
