package org.triaged.mail;

import java.util.List;
import java.util.Optional;

/** Reads the people of an address field. */
final class Addresses {

    private Addresses() {}

    static List<Person> read(String value) {
        return value.isBlank() ? List.of() : List.of(new Person(Optional.empty(), Optional.of(value.strip())));
    }
}
