package org.triaged.series;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Envelope;
import org.triaged.mail.Person;

/**
 * What must be known of a list to read its mail.
 *
 * @param name of the list file
 * @param listId without brackets
 * @param addresses of the list; the first is the one it is written to
 * @param relays addresses that post for others
 * @param tags bracketed words the list puts before subjects
 * @param ownAddress ours, so that our own mail is known
 * @param maintainers addresses of those who may say that a series takes the place of another person's
 * @param people who is known under several addresses
 * @param watchwords what is looked for in its patches
 */
public record ListFacts(
        String name,
        String listId,
        List<String> addresses,
        List<String> relays,
        List<String> tags,
        String ownAddress,
        List<String> maintainers,
        People people,
        Watchwords watchwords) {

    private static final Pattern LIST_ID = Pattern.compile("([A-Za-z0-9._-]{1,250})>?$");

    public ListFacts {
        addresses = List.copyOf(addresses);
        relays = List.copyOf(relays);
        tags = List.copyOf(tags);
        maintainers = List.copyOf(maintainers);
    }

    /** Of a list that knows nobody under several addresses, nor maintainers. */
    public ListFacts(
            String name,
            String listId,
            List<String> addresses,
            List<String> relays,
            List<String> tags,
            String ownAddress) {
        this(name, listId, addresses, relays, tags, ownAddress, List.of(), People.NONE);
    }

    /** Of a list that looks for nothing in its patches. */
    public ListFacts(
            String name,
            String listId,
            List<String> addresses,
            List<String> relays,
            List<String> tags,
            String ownAddress,
            List<String> maintainers,
            People people) {
        this(name, listId, addresses, relays, tags, ownAddress, maintainers, people, Watchwords.NONE);
    }

    /** The same list, looking for that in its patches. */
    public ListFacts watchingFor(Watchwords others) {
        return new ListFacts(name, listId, addresses, relays, tags, ownAddress, maintainers, people, others);
    }

    public String address() {
        return addresses.get(0);
    }

    /** The mail came through this list, by its own word: a List-Id (RFC 2919) of it is the list's. */
    public boolean cameThrough(Envelope mail) {
        return mail.all("List-Id").anyMatch(this::isNamedBy);
    }

    /** @param field value of a List-Id: words, then the id, in brackets or not */
    public boolean isNamedBy(String field) {
        return idIn(field).filter(listId::equalsIgnoreCase).isPresent();
    }

    /** The id in a List-Id (RFC 2919), in lower case. */
    static Optional<String> idIn(String field) {
        Matcher id = LIST_ID.matcher(field.strip());
        return id.find() ? Optional.of(id.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    public boolean isListAddress(String address) {
        return addresses.stream().anyMatch(address::equalsIgnoreCase);
    }

    boolean isMaintainer(Person person) {
        return person.email()
                .filter(email -> maintainers.stream().anyMatch(email::equalsIgnoreCase))
                .isPresent();
    }

    public boolean isRelay(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith("devnull+")
                || relays.stream().anyMatch(address::equalsIgnoreCase);
    }
}
