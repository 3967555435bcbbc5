package org.triaged.reply;

import java.util.List;

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

    /** The owner is the one admin. */
    public Sender(MailAddress own, MailAddress owner, String product, ReplyIds ids) {
        this(own, owner, product, ids, List.of(owner));
    }
}
