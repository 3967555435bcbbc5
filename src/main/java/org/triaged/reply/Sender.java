package org.triaged.reply;

import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/**
 * In whose name we write.
 *
 * @param own address; its host is that of our Message-IDs
 * @param owner a person, for errors
 * @param product name and version, {@code triaged 1.0}
 * @param admins who get what would be said in mode shadow; one at least
 */
public record Sender(MailAddress own, MailAddress owner, String product, ReplyIds ids, List<MailAddress> admins) {

    public Sender {
        admins = List.copyOf(admins);
    }

    /** The report of our reply to that series; empty when the mail of that id is none. @param listId without brackets */
    public Optional<String> reportOf(MessageId id, String listId, MessageId root, int version) {
        ReplyIds.Ids made = ids.of(listId, root, version);
        return made.messageId(own.host()).equals(id) ? Optional.of(made.report()) : Optional.empty();
    }

    /** The owner is the one admin. */
    public Sender(MailAddress own, MailAddress owner, String product, ReplyIds ids) {
        this(own, owner, product, ids, List.of(owner));
    }
}
