package org.triaged.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;

/** A Message-ID that may stand in a header of ours: printable ASCII without angle brackets, an {@code @} within. */
record PrintableId(String value) {

    /** Of what stands before the {@code @}, and of what stands behind it. */
    private static final int LONGEST_PART = 250;

    static Optional<PrintableId> of(MessageId id) {
        return of(id.value());
    }

    private static Optional<PrintableId> of(String id) {
        return hasTwoParts(id) && id.chars().allMatch(PrintableId::isPrintable)
                ? Optional.of(new PrintableId(id))
                : Optional.empty();
    }

    private static boolean hasTwoParts(String id) {
        int at = id.indexOf('@', Math.max(1, id.length() - 1 - LONGEST_PART));
        return at >= 0 && at <= LONGEST_PART && at < id.length() - 1;
    }

    private static boolean isPrintable(int c) {
        return c > ' ' && c < 0x7f && c != '<' && c != '>';
    }

    /** The usable ids in the value of a References or In-Reply-To field, in order. */
    static List<PrintableId> in(String field) {
        List<PrintableId> ids = new ArrayList<>();
        int open = field.indexOf('<');
        while (open >= 0) {
            int end = open + 1;
            while (end < field.length() && isPrintable(field.charAt(end))) {
                end++;
            }
            if (end < field.length() && field.charAt(end) == '>') {
                of(field.substring(open + 1, end)).ifPresent(ids::add);
            }
            open = field.indexOf('<', end);
        }
        return ids;
    }

    String bracketed() {
        return "<" + value + ">";
    }
}
