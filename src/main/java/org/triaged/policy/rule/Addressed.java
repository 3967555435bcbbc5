package org.triaged.policy.rule;

import java.util.Locale;
import java.util.stream.Stream;
import org.triaged.series.ListMail;

/** Whom a mail went to, as far as it can be seen. */
final class Addressed {

    private Addressed() {}

    /** In To or Cc, whatever the case. */
    static boolean names(ListMail mail, String address) {
        return Stream.of("To", "Cc")
                .flatMap(field -> mail.envelope().people(field).stream())
                .anyMatch(person -> person.hasAddress(address));
    }

    /** A copy that came through the list shows that it went there, too, if only by Bcc. */
    static boolean reaches(ListMail mail, String list) {
        return names(mail, list) || mail.details().lists().contains(listId(list));
    }

    /** What the list at that address is called in a List-Id (RFC 2919). */
    static String listId(String address) {
        return address.replace('@', '.').toLowerCase(Locale.ROOT);
    }
}
