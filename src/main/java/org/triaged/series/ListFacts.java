package org.triaged.series;

import java.util.List;
import java.util.Locale;

/**
 * What must be known of a list to read its mail.
 *
 * @param name of the list file
 * @param listId without brackets
 * @param addresses of the list; the first is the one it is written to
 * @param relays addresses that post for others
 * @param tags bracketed words the list puts before subjects
 * @param ownAddress ours, so that our own mail is known
 */
public record ListFacts(
        String name, String listId, List<String> addresses, List<String> relays, List<String> tags, String ownAddress) {

    public ListFacts {
        addresses = List.copyOf(addresses);
        relays = List.copyOf(relays);
        tags = List.copyOf(tags);
    }

    public String address() {
        return addresses.get(0);
    }

    public boolean isListAddress(String address) {
        return addresses.stream().anyMatch(address::equalsIgnoreCase);
    }

    public boolean isRelay(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith("devnull+")
                || relays.stream().anyMatch(address::equalsIgnoreCase);
    }
}
