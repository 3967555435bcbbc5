package org.triaged.series;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.triaged.mail.MessageId;

/** The version a mail counts for: its own, else that of the cover or patch above it with as many parts, else 1. */
final class Versions {

    private final Threads threads;
    private final Senders senders;
    private final Map<MessageId, Integer> known = new HashMap<>();

    Versions(Threads threads, Senders senders) {
        this.threads = threads;
        this.senders = senders;
    }

    int of(ListMail mail) {
        return known.computeIfAbsent(mail.id(), id -> find(mail));
    }

    private int find(ListMail mail) {
        Optional<Integer> own = mail.subject().version();
        Optional<PartNumber> number = mail.subject().number();
        if (own.isPresent() || number.isEmpty()) {
            return own.orElse(1);
        }
        return threads.nearestAbove(mail, above -> lends(above, mail, number.get()))
                .flatMap(above -> above.subject().version())
                .orElse(1);
    }

    /** A part of an older version, by the same sender and with as many parts. */
    boolean older(ListMail above, ListMail mail) {
        Optional<Integer> total = mail.subject().number().map(PartNumber::total);
        return (above.kind() == Kind.COVER || above.kind() == mail.kind())
                && total.isPresent()
                && above.subject().number().map(PartNumber::total).equals(total)
                && senders.same(above, mail)
                && of(above) < of(mail);
    }

    private boolean lends(ListMail above, ListMail mail, PartNumber number) {
        return (above.kind() == Kind.COVER || above.kind() == mail.kind())
                && above.subject().version().isPresent()
                && above.subject()
                        .number()
                        .filter(stated -> stated.total() == number.total())
                        .isPresent()
                && senders.same(above, mail);
    }
}
