package org.triaged.series;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Person;

/**
 * People among whom one is sought, as {@link People#same} knows them; a question costs the same however many they are, for a
 * mail may name thousands.
 */
public final class Crowd {

    private final People known;

    private final Mentions asWritten = new Mentions();

    private final Mentions proper = new Mentions();

    private Crowd(People known) {
        this.known = known;
    }

    /** @param known says who is whom under several names */
    public static Crowd of(Collection<Person> people, People known) {
        Crowd crowd = new Crowd(known);
        for (Person person : people) {
            crowd.asWritten.add(person);
            if (!known.entries().isEmpty()) {
                crowd.proper.add(known.proper(person));
            }
        }
        return crowd;
    }

    public boolean holds(Person person) {
        return asWritten.hold(person) || !known.entries().isEmpty() && proper.hold(known.proper(person));
    }

    /** Addresses and names, as {@link SamePerson#match} compares them. */
    private static final class Mentions {

        private final Set<String> addresses = new HashSet<>();

        private final Set<String> names = new HashSet<>();

        void add(Person person) {
            person.email().ifPresent(address -> {
                addresses.add(foldedCase(address));
                addresses.add(SamePerson.plain(address));
            });
            name(person).ifPresent(names::add);
        }

        boolean hold(Person person) {
            boolean byAddress = person.email()
                    .filter(address ->
                            addresses.contains(foldedCase(address)) || addresses.contains(SamePerson.plain(address)))
                    .isPresent();
            return byAddress || name(person).filter(names::contains).isPresent();
        }
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
