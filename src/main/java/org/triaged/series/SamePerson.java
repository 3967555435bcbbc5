package org.triaged.series;

import org.triaged.mail.Person;

/** Placeholder until the rooms meet. */
public final class SamePerson {
    private SamePerson() {}

    public static boolean match(Person a, Person b) {
        return a.equals(b);
    }
}
