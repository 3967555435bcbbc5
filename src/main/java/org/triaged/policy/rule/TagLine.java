package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.triaged.series.ListMail;

/**
 * A line {@code Key: value} at the start of a line of a message, whatever paragraph it stands in; wrapped values are
 * joined.
 */
record TagLine(String key, String value) {

    private static final int MOST_JOINED = 3;

    private static final Pattern ANY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:\\s.*");

    /** Lines of that key in any case, in their order. */
    static List<TagLine> in(ListMail mail, String key) {
        List<TagLine> found = new ArrayList<>();
        List<String> lines = mail.message().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.regionMatches(true, 0, key, 0, key.length())
                    && line.substring(key.length()).stripLeading().startsWith(":")) {
                found.add(joined(lines, at));
            }
        }
        return found;
    }

    private static TagLine joined(List<String> lines, int at) {
        int colon = lines.get(at).indexOf(':');
        StringBuilder value =
                new StringBuilder(lines.get(at).substring(colon + 1).strip());
        for (int next = at + 1; next < lines.size() && next <= at + MOST_JOINED; next++) {
            String line = lines.get(next);
            boolean indented = !line.isBlank() && Character.isWhitespace(line.charAt(0));
            boolean open = value.indexOf("(\"") >= 0 && value.indexOf("\")") < 0;
            if (line.isBlank() || !indented && (!open || ANY.matcher(line).matches())) {
                break;
            }
            value.append(' ').append(line.strip());
        }
        return new TagLine(lines.get(at).substring(0, colon).strip(), value.toString());
    }

    String line() {
        return key + ": " + value;
    }
}
