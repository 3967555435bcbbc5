package org.triaged.mail;

import java.util.Optional;

/** A name and an address as a mail gives them; either may be missing. The address keeps its case. */
public record Person(Optional<String> name, Optional<String> email) {

    public static final Person NOBODY = new Person(Optional.empty(), Optional.empty());

    public static Person of(String name, String email) {
        return new Person(Optional.of(name), Optional.of(email));
    }

    public boolean hasAddress(String address) {
        return email.filter(address::equalsIgnoreCase).isPresent();
    }
}
