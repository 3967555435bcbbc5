package org.triaged.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.MessageId;

/** A Message-ID that may stand in a header of ours: printable ASCII without angle brackets, an {@code @} within. */
record PrintableId(String value) {

    private static final String PART = "[!-;=?-~]{1,250}";

    private static final Pattern FORM = Pattern.compile(PART + "@" + PART);

    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]{1,501})>");

    static Optional<PrintableId> of(MessageId id) {
        return of(id.value());
    }

    private static Optional<PrintableId> of(String id) {
        return FORM.matcher(id).matches() ? Optional.of(new PrintableId(id)) : Optional.empty();
    }

    /** The usable ids in the value of a References or In-Reply-To field, in order. */
    static List<PrintableId> in(String field) {
        List<PrintableId> ids = new ArrayList<>();
        Matcher bracketed = BRACKETED.matcher(field);
        while (bracketed.find()) {
            of(bracketed.group(1)).ifPresent(ids::add);
        }
        return ids;
    }

    String bracketed() {
        return "<" + value + ">";
    }
}
