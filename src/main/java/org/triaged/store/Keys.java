package org.triaged.store;

import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Person;

/** By what senders and titles are compared: case and blanks say nothing. */
final class Keys {

    private Keys() {}

    static String ofTitle(String title) {
        return title.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Empty for a sender without address, who is nobody else's equal. */
    static Optional<String> ofSender(Person sender) {
        return sender.email().map(address -> address.toLowerCase(Locale.ROOT));
    }
}
