package org.triaged.series;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Person;

/**
 * People among whom one is sought, as {@link SamePerson#match} knows them; a question costs the same however many they are,
 * for a mail may name thousands.
 */
public final class Crowd {

    private final Set<String> addresses = new HashSet<>();

    private final Set<String> names = new HashSet<>();

    private Crowd() {}

    public static Crowd of(Collection<Person> people) {
        Crowd crowd = new Crowd();
        for (Person person : people) {
            person.email().ifPresent(address -> {
                crowd.addresses.add(foldedCase(address));
                crowd.addresses.add(SamePerson.plain(address));
            });
            name(person).ifPresent(crowd.names::add);
        }
        return crowd;
    }

    public boolean holds(Person person) {
        boolean byAddress = person.email()
                .filter(address ->
                        addresses.contains(foldedCase(address)) || addresses.contains(SamePerson.plain(address)))
                .isPresent();
        return byAddress || name(person).filter(names::contains).isPresent();
    }

    private static Optional<String> name(Person person) {
        return person.name().map(Names::folded).filter(folded -> !folded.isEmpty());
    }

    /** Equal for what {@link String#equalsIgnoreCase} calls equal. */
    private static String foldedCase(String address) {
        StringBuilder folded = new StringBuilder(address.length());
        for (int at = 0; at < address.length(); at++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(address.charAt(at))));
        }
        return folded.toString();
    }
}
