package org.triaged.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.Person;

/**
 * The table that says which trailers disclose a tool. Versioned by its name; keys keep the spelling of the table, which
 * is what a mail may repeat.
 *
 * @param strong keys that disclose unless their value is a person or a denial
 * @param paired strong keys that count only beside another key
 * @param uses strong keys whose value says for what a tool was used, not which
 * @param weak keys that disclose only when the value names a tool or holds an AI word
 * @param identity keys that disclose when their person is an agent
 * @param session keys that disclose by their presence
 * @param denials values that say no tool was used
 * @param addresses of agents; a leading {@code *} stands for anything
 * @param tools names of tools, models and agents
 * @param words that say "AI" as a whole word of a value
 * @param roles local parts of mailboxes that belong to no person
 * @param suffixes of an author's name that say a tool wrote in it
 * @param credits keys that thank for something else than making the change
 */
public record AiEvidence(
        String name,
        List<String> strong,
        Map<String, String> paired,
        List<String> uses,
        List<String> weak,
        List<String> identity,
        List<String> session,
        List<String> exception,
        List<String> denials,
        List<String> addresses,
        List<String> tools,
        List<String> words,
        List<String> roles,
        List<String> suffixes,
        List<String> credits,
        ToolProse prose) {

    public AiEvidence {
        strong = List.copyOf(strong);
        paired = Map.copyOf(paired);
        uses = List.copyOf(uses);
        weak = List.copyOf(weak);
        identity = List.copyOf(identity);
        session = List.copyOf(session);
        exception = List.copyOf(exception);
        denials = List.copyOf(denials);
        addresses = List.copyOf(addresses);
        tools = List.copyOf(tools);
        words = List.copyOf(words);
        roles = List.copyOf(roles);
        suffixes = List.copyOf(suffixes);
        credits = List.copyOf(credits);
    }

    /** The entry equal to the text, without regard to case, as the table spells it. */
    public static Optional<String> spelled(List<String> entries, String text) {
        for (String entry : entries) {
            if (entry.equalsIgnoreCase(text)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Every key that may disclose something. */
    public Stream<String> keys() {
        return Stream.of(strong, weak, identity, session, exception).flatMap(List::stream);
    }

    /** True when the address belongs to an agent. A whole company domain never does: people work there. */
    public boolean isAgentAddress(String address) {
        return addresses.stream()
                .anyMatch(entry -> entry.startsWith("*") ? endsIn(address, entry, 1) : address.equalsIgnoreCase(entry));
    }

    /** True when the text ends as the entry does from that place on. */
    private static boolean endsIn(String text, String entry, int from) {
        int length = entry.length() - from;
        return text.regionMatches(true, text.length() - length, entry, from, length);
    }

    /** True for an agent by its address; without one, or at the address of a role, by its name; or by such a suffix. */
    public boolean isAgent(Person person) {
        Optional<String> address = person.email().filter(text -> text.indexOf('@') > 0);
        boolean nobody = address.map(this::isRoleMailbox).orElse(true);
        String name = person.name().orElse("").strip();
        return address.filter(this::isAgentAddress).isPresent()
                || nobody && spelled(tools, name).isPresent()
                || suffixes.stream().anyMatch(end -> endsIn(name, end, 0));
    }

    public boolean isRoleMailbox(String address) {
        int at = address.indexOf('@');
        return at > 0 && spelled(roles, address.substring(0, at)).isPresent();
    }
}
