package org.triaged.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Person;

/**
 * The people a project knows under several names and addresses, as git's mailmap lists them. Two mentions of one person
 * are one, whatever the mail says.
 */
public record People(List<Entry> entries) {

    /** Nobody is listed: addresses and names alone tell who is who. */
    public static final People NONE = new People(List.of());

    public People {
        entries = List.copyOf(entries);
    }

    /**
     * One line of the file.
     *
     * @param proper name and address to be used; either may be missing
     * @param name under which the person also writes; empty: any
     * @param address from which the person also writes
     */
    public record Entry(Person proper, Optional<String> name, String address) {}

    /** What all of these know. */
    public static People all(Collection<People> several) {
        List<Entry> entries = new ArrayList<>();
        several.forEach(people -> entries.addAll(people.entries));
        return new People(entries);
    }

    /** True when the mentions are of one person: by address, by name, or since they are listed together. */
    public boolean same(Person a, Person b) {
        return SamePerson.match(a, b) || !entries.isEmpty() && SamePerson.match(proper(a), proper(b));
    }

    /** True when an address says so, one of theirs or one listed for them; an equal name says less. */
    public boolean sameByAddress(Person a, Person b) {
        return SamePerson.match(addressOf(a), addressOf(b))
                || SamePerson.match(addressOf(proper(a)), addressOf(proper(b)));
    }

    /** True when a name says so, one of theirs or the one listed for them; an equal address says nothing. */
    public boolean sameByName(Person a, Person b) {
        return SamePerson.match(nameOf(a), nameOf(b)) || SamePerson.match(nameOf(proper(a)), nameOf(proper(b)));
    }

    /** The person as the file wants it named; an entry with a name wins over one without, as with git. */
    Person proper(Person person) {
        return person.email()
                .flatMap(address -> entry(person, address.toLowerCase(Locale.ROOT))
                        .or(() -> entry(person, SamePerson.plain(address))))
                .map(Entry::proper)
                .map(known ->
                        new Person(known.name().or(person::name), known.email().or(person::email)))
                .orElse(person);
    }

    private Optional<Entry> entry(Person person, String address) {
        List<Entry> of = entries.stream()
                .filter(entry -> entry.address().equalsIgnoreCase(address))
                .toList();
        Optional<String> name = person.name().map(Names::folded);
        return of.stream()
                .filter(entry -> entry.name().isPresent()
                        && entry.name().map(Names::folded).equals(name))
                .findFirst()
                .or(() -> of.stream().filter(entry -> entry.name().isEmpty()).findFirst());
    }

    private static Person nameOf(Person person) {
        return new Person(person.name(), Optional.empty());
    }

    private static Person addressOf(Person person) {
        return new Person(Optional.empty(), person.email());
    }
}
