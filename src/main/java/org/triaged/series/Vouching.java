package org.triaged.series;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Person;

/** Tells whether a trailer names who sent it. For strict keys nothing but an equal address counts. */
record Vouching(Set<String> strictKeys, People people) {

    /** They name a commit or a page, where anybody can see whether it is so; nobody's word is needed. */
    private static final Set<String> SEEN_BY_ALL = Set.of("fixes", "link", "closes");

    boolean strict(Trailer trailer) {
        return strictKeys.contains(trailer.key().toLowerCase(Locale.ROOT));
    }

    /** Why the trailer is not accepted from that mail; empty when it is. */
    Optional<String> refusal(Trailer trailer, ListMail mail) {
        Person person = trailer.person();
        Person sender = mail.sender();
        if (SEEN_BY_ALL.contains(trailer.key().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        if (person.equals(Person.NOBODY)) {
            return Optional.of("no-person");
        }
        if (SamePerson.sameAddress(person, sender)) {
            return Optional.empty();
        }
        if (people.same(person, sender) || SamePerson.sameHouse(person, sender)) {
            return strict(trailer) ? Optional.of("strict-address") : Optional.empty();
        }
        return Optional.of(mail.odd("munged-from-lost") ? "munged-sender" : "sender-mismatch");
    }
}
