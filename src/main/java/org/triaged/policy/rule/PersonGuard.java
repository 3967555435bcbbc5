package org.triaged.policy.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triaged.policy.AiEvidence;
import org.triaged.series.Trailer;

/**
 * Tells whether the value of a trailer is a tool or a person, in the order of the table's steps. In doubt about a name
 * with a mailbox it says person: a person must never be taken for a tool.
 */
final class PersonGuard {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final AiEvidence table;

    PersonGuard(AiEvidence table) {
        this.table = table;
    }

    boolean tool(Trailer trailer) {
        String outside = outsideMailbox(trailer.value());
        Optional<String> mailbox = trailer.person().email();
        boolean personal = mailbox.filter(address -> !isToolMailbox(address)).isPresent();
        if (isKnown(outside)) {
            return !personal;
        }
        if (mailbox.isPresent() && !personal) {
            return true;
        }
        boolean marked = outside.chars().anyMatch(c -> c == ':' || c == '/' || Character.isDigit(c))
                || mailbox.isEmpty() && outside.indexOf('(') >= 0
                || holdsAiWord(outside);
        return marked || mailbox.isEmpty() && !looksLikePerson(outside);
    }

    /** The first two steps alone, where a project uses the key for people. */
    boolean surelyTool(Trailer trailer) {
        Optional<String> mailbox = trailer.person().email();
        return mailbox.map(this::isToolMailbox).orElseGet(() -> isKnown(outsideMailbox(trailer.value())));
    }

    /** True when the value names a tool of the table or holds an AI word. */
    boolean namesTool(Trailer trailer) {
        String outside = outsideMailbox(trailer.value());
        return isKnown(outside) || holdsAiWord(outside) || isAgent(trailer);
    }

    /** Exact address first, then exact name where there is no address or a role's. */
    boolean isAgent(Trailer trailer) {
        Optional<String> mailbox = trailer.person().email();
        if (mailbox.filter(table::isAgentAddress).isPresent()) {
            return true;
        }
        boolean nobody = mailbox.map(table::isRoleMailbox).orElse(true);
        return nobody && isKnown(outsideMailbox(trailer.value()));
    }

    private boolean isToolMailbox(String address) {
        return table.isAgentAddress(address) || table.isRoleMailbox(address);
    }

    private boolean isKnown(String outside) {
        String name = outside.split("[:(]", 2)[0].strip();
        return AiEvidence.spelled(table.tools(), name).isPresent();
    }

    private boolean holdsAiWord(String text) {
        List<String> words = Arrays.asList(NOT_A_WORD.split(text.toLowerCase(Locale.ROOT)));
        return table.words().stream().anyMatch(word -> words.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static boolean looksLikePerson(String text) {
        String[] words = text.strip().split("\\s+");
        return words.length >= 2
                && words.length <= 5
                && Arrays.stream(words).allMatch(word -> word.chars()
                        .allMatch(c -> Character.isLetter(c)
                                || Character.getType(c) == Character.NON_SPACING_MARK
                                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                                || c == '.'
                                || c == '\''
                                || c == '-'));
    }

    private static String outsideMailbox(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        if (open < 0 || close < 0) {
            return value.strip();
        }
        return (value.substring(0, open) + value.substring(close + 1)).strip();
    }
}
