package org.triaged.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the ids of In-Reply-To and References, which people fill with comments, dates, addresses and half brackets. */
final class ParentIds {

    private static final int MOST_REFERENCES = 200;
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern MARKS = Pattern.compile("[<>\",;]");

    private ParentIds() {}

    /** All of In-Reply-To, then References from last to first; without repeats, the own id and own addresses. */
    static List<MessageId> of(
            List<String> inReplyTo, List<String> references, MessageId own, Set<String> ownAddresses) {
        Set<MessageId> found = new LinkedHashSet<>();
        inReplyTo.forEach(value -> found.addAll(idsIn(value)));
        List<MessageId> line = new ArrayList<>();
        references.forEach(value -> line.addAll(idsIn(value)));
        for (int at = line.size() - 1; at > Math.max(0, line.size() - MOST_REFERENCES); at--) {
            found.add(line.get(at));
        }
        if (!line.isEmpty()) {
            found.add(line.get(0));
        }
        found.remove(own);
        found.removeIf(id -> ownAddresses.contains(id.value())
                || id.value().equals("y")
                || id.value().equals("n"));
        return found.stream().limit(MOST_REFERENCES).toList();
    }

    private static List<MessageId> idsIn(String value) {
        String text = COMMENT.matcher(value).replaceAll(" ");
        List<MessageId> ids = new ArrayList<>();
        int lastClose = text.lastIndexOf('>');
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' && at < lastClose) {
                int close = text.indexOf('>', at);
                int open = text.indexOf('<', at + 1);
                boolean whole = open < 0 || close < open;
                int end = whole ? close : open;
                add(ids, text.substring(at + 1, end), whole);
                at = whole ? close + 1 : open;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                int end = endOfWord(text, at + 1);
                add(ids, MARKS.matcher(text.substring(at, end)).replaceAll(""), false);
                at = end;
            }
        }
        return ids;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '<' && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static void add(List<MessageId> ids, String text, boolean bracketed) {
        String id = MessageId.withoutBlanks(bracketed ? text : BLANK.split(text.strip(), 2)[0]);
        boolean fits = !id.isEmpty() && id.length() <= MessageId.LONGEST;
        if (fits && (bracketed || id.indexOf('@') > 0)) {
            ids.add(new MessageId(id));
        }
    }
}
