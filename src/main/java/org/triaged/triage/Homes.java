package org.triaged.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Envelope;
import org.triaged.mail.Person;
import org.triaged.series.ListFacts;
import org.triaged.series.People;

/** Tells of mail that no folder brought which of our lists it belongs to. */
final class Homes {

    private final List<WatchedList> lists;

    private final Optional<WatchedList> fallback;

    /** @param fallback the list of mail whose header names none of ours */
    Homes(List<WatchedList> lists, Optional<WatchedList> fallback) {
        this.lists = List.copyOf(lists);
        this.fallback = fallback;
    }

    /** By List-Id, else by To and Cc in that order, else the fallback. The first is the home list. */
    List<WatchedList> of(Envelope mail) {
        List<WatchedList> byId = each(mail.all("List-Id")
                .flatMap(id -> lists.stream().filter(list -> list.facts().isNamedBy(id))));
        List<WatchedList> byAddress = byId.isEmpty() ? addressed(mail) : byId;
        return byAddress.isEmpty() ? fallback.stream().toList() : byAddress;
    }

    List<WatchedList> lists() {
        return lists;
    }

    /** The first of the lists that stands in To, else in Cc, else the first. */
    Optional<WatchedList> home(Envelope mail, List<WatchedList> among) {
        return addressed(mail).stream().filter(among::contains).findFirst().or(() -> among.stream()
                .findFirst());
    }

    /** What must be known to read the mail: of its first list; else nothing but our own address. */
    ListFacts facts(Envelope mail, String ownAddress) {
        return of(mail).stream()
                .findFirst()
                .map(WatchedList::facts)
                .orElseGet(
                        () -> new ListFacts("", "", List.of(), List.of(), List.of(), ownAddress, List.of(), people()));
    }

    People people() {
        return People.all(lists.stream().map(list -> list.facts().people()).toList());
    }

    /** True unless the mail came by the List-Id of somebody else, though it was sent to ours as well. */
    boolean cameThrough(Envelope mail, WatchedList list) {
        return mail.all("List-Id").findAny().isEmpty()
                || list.facts().cameThrough(mail)
                || addressed(mail).isEmpty();
    }

    private List<WatchedList> addressed(Envelope mail) {
        return each(Stream.of("To", "Cc")
                .flatMap(field -> mail.people(field).stream())
                .flatMap(person -> named(person).stream()));
    }

    /** Once, in order. A list is known by its name; its value holds whole policies, which take long to compare. */
    static List<WatchedList> each(Stream<WatchedList> named) {
        Map<String, WatchedList> once = new LinkedHashMap<>();
        named.forEach(list -> once.putIfAbsent(list.name(), list));
        return List.copyOf(once.values());
    }

    private List<WatchedList> named(Person person) {
        return lists.stream()
                .filter(list ->
                        person.email().filter(list.facts()::isListAddress).isPresent())
                .toList();
    }
}
