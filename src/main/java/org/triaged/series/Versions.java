package org.triaged.series;

import java.util.Optional;

/** The version a mail counts for: its own, else that of the cover or patch above it with as many parts, else 1. */
record Versions(Threads threads, Senders senders) {

    int of(ListMail mail) {
        Optional<Integer> own = mail.subject().version();
        Optional<PartNumber> number = mail.subject().number();
        if (own.isPresent() || number.isEmpty()) {
            return own.orElse(1);
        }
        return threads.nearestAbove(mail, above -> lends(above, mail, number.get()))
                .flatMap(above -> above.subject().version())
                .orElse(1);
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
