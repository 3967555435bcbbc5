package org.triaged.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.MessageId;

/** The Message-ID fields of a raw mail, to check what a server's search found; it also finds ids that merely contain ours. */
final class MessageIdField {

    private static final Pattern FIELD = Pattern.compile("(?i)message-id[ \\t]*:(.*)");

    private MessageIdField() {}

    static List<MessageId> in(byte[] mail) {
        List<MessageId> ids = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int start = 0;
        while (start < mail.length) {
            int end = start;
            while (end < mail.length && mail[end] != '\n') {
                end++;
            }
            String line = new String(mail, start, end - start, StandardCharsets.UTF_8);
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (!folded) {
                collect(field, ids);
                field.setLength(0);
            }
            if (line.isBlank() && !folded) {
                break;
            }
            field.append(line.stripTrailing());
            start = end + 1;
        }
        collect(field, ids);
        return ids;
    }

    private static void collect(StringBuilder field, List<MessageId> ids) {
        Matcher messageId = FIELD.matcher(field);
        if (messageId.matches()) {
            MessageId.ofField(messageId.group(1)).ifPresent(ids::add);
        }
    }
}
