package org.triaged.reply;

import java.time.Instant;
import java.util.List;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.policy.RuleId;

/**
 * One composed and linted mail. Its bytes are sent as they are, to the last octet, or not at all.
 *
 * @param report {@code T-} and ten characters; the key of the row
 * @param root of the series when the reply was composed; it never changes later
 * @param anchor the mail it answers
 * @param covers every member of the series then known; none of them is answered again
 * @param composed instant in its Date header
 * @param sender of the envelope
 * @param recipients of the envelope, the list among them
 * @param bytes CRLF line ends, ASCII
 */
public record FrozenReply(
        String report,
        MessageId messageId,
        String list,
        MessageId root,
        int version,
        MessageId anchor,
        List<MessageId> covers,
        List<RuleId> rules,
        Instant composed,
        String sender,
        List<String> recipients,
        byte[] bytes) {

    public FrozenReply {
        covers = List.copyOf(covers);
        rules = List.copyOf(rules);
        recipients = List.copyOf(recipients);
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    public String sha256() {
        return Sha256.hex(bytes);
    }
}
