package org.triaged.policy.rule;

import java.util.Arrays;
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

    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Beside letters and marks: as in J. O'Hara, Ana-Maria, Gal·la, and the joiners of Indic and Persian script. */
    private static final String WITHIN_NAMES = ".'-\u2019\u2010\u00b7\u200c\u200d";

    private final AiEvidence table;

    PersonGuard(AiEvidence table) {
        this.table = table;
    }

    boolean tool(Trailer trailer) {
        String outside = outsideMailbox(trailer);
        boolean personal = isPersonal(trailer);
        if (isKnown(outside)) {
            return !personal;
        }
        if (mailbox(trailer).isPresent() && !personal) {
            return true;
        }
        boolean marked = outside.chars().anyMatch(c -> c == ':' || c == '/' || Character.isDigit(c))
                || !personal && outside.indexOf('(') >= 0
                || holdsAiWord(outside, personal);
        return marked || !personal && !looksLikePerson(outside);
    }

    /** The first two steps alone, where a project uses the key for people. */
    boolean surelyTool(Trailer trailer) {
        return mailbox(trailer).map(this::isToolMailbox).orElseGet(() -> isKnown(outsideMailbox(trailer)));
    }

    /** True when the value names a tool of the table or holds an AI word. */
    boolean namesTool(Trailer trailer) {
        String outside = outsideMailbox(trailer);
        boolean personal = isPersonal(trailer);
        return isKnown(outside) && !personal || holdsAiWord(outside, personal) || isAgent(trailer);
    }

    /** True when the value names a tool, of the table or not; one that only says "AI" names none. */
    boolean advertises(Trailer trailer) {
        boolean anyAi = NOT_A_WORD
                .splitAsStream(outsideMailbox(trailer))
                .filter(word -> !word.isEmpty())
                .allMatch(word -> AiEvidence.spelled(table.words(), word).isPresent());
        return isAgentMailbox(trailer) || tool(trailer) && !anyAi;
    }

    /** True when the value is the name or address of a tool of the table. */
    boolean isProduct(Trailer trailer) {
        return isKnown(outsideMailbox(trailer)) && !isPersonal(trailer) || isAgentMailbox(trailer);
    }

    private boolean isAgentMailbox(Trailer trailer) {
        return mailbox(trailer).filter(table::isAgentAddress).isPresent();
    }

    /** Exact address first, then exact name where there is no address or a role's. */
    boolean isAgent(Trailer trailer) {
        boolean nobody = mailbox(trailer).map(table::isRoleMailbox).orElse(true);
        return table.isAgent(trailer.person()) || nobody && isKnown(outsideMailbox(trailer));
    }

    private static Optional<String> mailbox(Trailer trailer) {
        return trailer.person().email().filter(address -> address.indexOf('@') > 0);
    }

    /** True when the value has a mailbox that is neither an agent's nor a role's. */
    boolean isPersonal(Trailer trailer) {
        return mailbox(trailer).filter(address -> !isToolMailbox(address)).isPresent();
    }

    private boolean isToolMailbox(String address) {
        return table.isAgentAddress(address) || table.isRoleMailbox(address);
    }

    private boolean isKnown(String outside) {
        String name = outside.split("[:(<]", 2)[0].strip();
        return AiEvidence.spelled(table.tools(), name).isPresent();
    }

    /** People are called Ai or Bot, too: beside a mailbox of their own a word spelled like a name is one. */
    private boolean holdsAiWord(String text, boolean personal) {
        return NOT_A_WORD
                .splitAsStream(text)
                .filter(word -> !personal || !isSpelledLikeName(word))
                .anyMatch(word -> AiEvidence.spelled(table.words(), word).isPresent());
    }

    private static boolean isSpelledLikeName(String word) {
        return !word.isEmpty()
                && Character.isUpperCase(word.charAt(0))
                && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
    }

    private static boolean looksLikePerson(String text) {
        String[] words = BLANKS.split(text.strip());
        return words.length >= 2
                && words.length <= 5
                && Arrays.stream(words).allMatch(word -> word.codePoints().allMatch(PersonGuard::isOfName));
    }

    private static boolean isOfName(int c) {
        return Character.isLetter(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || WITHIN_NAMES.indexOf(c) >= 0;
    }

    /** What names the person or tool; text behind a mailbox and behind {@code #} is a note. */
    private static String outsideMailbox(Trailer trailer) {
        String value = trailer.value();
        Optional<String> mailbox = mailbox(trailer);
        int open = value.indexOf('<');
        if (mailbox.isPresent() && open >= 0) {
            return value.substring(0, open).strip();
        }
        int note = value.indexOf(" #");
        String text = note < 0 ? value : value.substring(0, note);
        return mailbox.map(address -> text.replace(address, "")).orElse(text).strip();
    }
}
