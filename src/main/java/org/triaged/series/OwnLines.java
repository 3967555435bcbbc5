package org.triaged.series;

import java.util.ArrayList;
import java.util.List;

/**
 * What the sender of a mail wrote: its lines without quotations, the line that introduces one, and what was forwarded. A
 * signature and the footer of a list were never part of its message.
 */
public final class OwnLines {

    private OwnLines() {}

    /** In their order, as written; a blank line is one, too. */
    public static List<String> of(ListMail mail) {
        List<String> own = new ArrayList<>();
        for (String line : Harvest.unquoted(mail.message().lines().toList())) {
            String text = line.stripTrailing();
            if (text.endsWith("wrote:") || text.endsWith("writes:")) {
                withoutItsBeginning(own);
            } else {
                own.add(line);
            }
        }
        return own;
    }

    /** Mail programs wrap that line once. */
    private static void withoutItsBeginning(List<String> own) {
        int last = own.size() - 1;
        if (last >= 0 && own.get(last).startsWith("On ")) {
            own.remove(last);
        }
    }
}
