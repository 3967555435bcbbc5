package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.reply.HeaderWriter.Recipient;

/**
 * A mail of the daemon to its admins and to nobody else, in plain ASCII. Composing it again from the same topic gives the
 * same Message-ID, so that a second copy can be told from a second mail. It is marked as RFC 3834, 5 wants it.
 *
 * @param sender of the envelope, where nothing that comes back has an effect
 * @param recipients the admins
 * @param bytes with CRLF line ends
 */
public record AdminMail(MessageId messageId, String sender, List<String> recipients, byte[] bytes) {

    private static final int WIDTH = 76;

    private static final int LONGEST_LINE = 400;

    private static final int MOST_LINES = 200;

    public AdminMail {
        recipients = List.copyOf(recipients);
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Text that is not plain ASCII, or too long for a line of a mail, is made harmless first.
     *
     * @param topic tells this mail from all others; the Message-ID is made of it
     * @param lines of the text; blanks a line begins with stand before its continuation too
     */
    public static AdminMail compose(Sender sender, String topic, String subject, List<String> lines, Instant now) {
        ReplyIds.Ids ids = sender.ids().ofAdminMail(topic);
        MessageId own = ids.adminMessageId(sender.own().host());
        String header = new HeaderWriter()
                .date(now)
                .from(sender.own())
                .people(
                        HeaderName.TO,
                        sender.admins().stream().map(AdminMail::bare).toList())
                .people(HeaderName.REPLY_TO, List.of(bare(sender.owner())))
                .text(HeaderName.SUBJECT, HeaderText.of(plain(subject)))
                .ids(HeaderName.MESSAGE_ID, List.of(PrintableId.of(own).orElseThrow()))
                .text(HeaderName.MIME_VERSION, new HeaderText("1.0"))
                .text(HeaderName.CONTENT_TYPE, new HeaderText("text/plain; charset=us-ascii"))
                .text(HeaderName.CONTENT_TRANSFER_ENCODING, new HeaderText("7bit"))
                .text(HeaderName.AUTO_SUBMITTED, new HeaderText("auto-generated"))
                .text(HeaderName.PRECEDENCE, new HeaderText("bulk"))
                .text(HeaderName.X_AUTO_RESPONSE_SUPPRESS, new HeaderText("All"))
                .people(HeaderName.X_LOOP, List.of(bare(sender.own())))
                .text(HeaderName.X_TRIAGED_VERSION, new HeaderText("1"))
                .toString();
        StringBuilder text = new StringBuilder();
        lines.stream().limit(MOST_LINES).forEach(line -> fill(line, text));
        text.append("-- \r\n").append(plain(sender.product())).append(", automatic\r\n");
        return new AdminMail(
                own,
                ids.bounceAddress(sender.own().host()),
                sender.admins().stream().map(MailAddress::value).toList(),
                (header + "\r\n" + text).getBytes(StandardCharsets.US_ASCII));
    }

    private static Recipient bare(MailAddress address) {
        return new Recipient(Optional.empty(), address);
    }

    /** Whoever wrote it: one line of visible ASCII. */
    private static String plain(String text) {
        return PlainText.of(text, LONGEST_LINE)
                .codePoints()
                .map(c -> c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void fill(String line, StringBuilder text) {
        String indent = " ".repeat(line.length() - line.stripLeading().length());
        StringBuilder row = new StringBuilder();
        for (String word : plain(line).split(" ")) {
            if (row.length() > 0 && indent.length() + row.length() + 1 + word.length() > WIDTH) {
                text.append(indent).append(row).append("\r\n");
                row.setLength(0);
            }
            row.append(row.length() == 0 ? "" : " ").append(word);
        }
        text.append(row.length() == 0 ? "" : indent).append(row).append("\r\n");
    }
}
