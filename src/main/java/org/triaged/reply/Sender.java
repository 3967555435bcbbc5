package org.triaged.reply;

/**
 * In whose name we write.
 *
 * @param own address; its host is that of our Message-IDs
 * @param owner a person, for errors
 * @param product name and version, {@code triaged 1.0}
 */
public record Sender(MailAddress own, MailAddress owner, String product, ReplyIds ids) {}
