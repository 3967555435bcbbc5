package org.triaged.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
        List<String> roles) {

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
    }

    /** The entry equal to the text, without regard to case, as the table spells it. */
    public static Optional<String> spelled(List<String> entries, String text) {
        return entries.stream().filter(text::equalsIgnoreCase).findFirst();
    }

    /** True when the address belongs to an agent. A whole company domain never does: people work there. */
    public boolean isAgentAddress(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return addresses.stream()
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .anyMatch(entry -> entry.startsWith("*") ? lower.endsWith(entry.substring(1)) : lower.equals(entry));
    }

    public boolean isRoleMailbox(String address) {
        int at = address.indexOf('@');
        return at > 0 && spelled(roles, address.substring(0, at)).isPresent();
    }
}
