package org.triaged.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/** A name and an address as a mail gives them; either may be missing. The address keeps its case. */
public record Person(Optional<String> name, Optional<String> email) {

    public static final Person NOBODY = new Person(Optional.empty(), Optional.empty());

    private static final String MAILTO = "mailto:";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern BRACKETS_AND_BLANKS = Pattern.compile("[<>\\s]");

    public static Person of(String name, String email) {
        return new Person(Optional.of(name), Optional.of(email));
    }

    /**
     * The person in {@code Name <address>}, {@code address (Name)}, a bare address or a bare name. Commas, brackets and
     * parentheses of a name are kept; what stands after the last {@code >} is not read.
     */
    public static Person read(String text) {
        int close = text.lastIndexOf('>');
        int open = text.lastIndexOf('<');
        if (open < 0) {
            return unbracketed(
                    close < 0 ? text.strip() : text.substring(0, close).strip());
        }
        String inside = open < close ? text.substring(open + 1, close) : text.substring(open + 1);
        String before = text.substring(0, open);
        int outer = before.lastIndexOf('<');
        if (inside.startsWith(MAILTO) && outer > before.lastIndexOf('>')) {
            before = before.substring(0, outer); // Outlook writes <a@x<mailto:a@x>>
        }
        return new Person(nameIn(before), addressIn(inside));
    }

    private static Person unbracketed(String text) {
        int comment = text.indexOf(" (");
        if (comment > 0 && text.endsWith(")") && text.lastIndexOf('@', comment) > 0) {
            return new Person(
                    nameIn(text.substring(comment + 2, text.length() - 1)), addressIn(text.substring(0, comment)));
        }
        boolean address = text.indexOf('@') > 0 && text.chars().noneMatch(Character::isWhitespace);
        return address ? new Person(Optional.empty(), addressIn(text)) : new Person(nameIn(text), Optional.empty());
    }

    private static Optional<String> nameIn(String text) {
        String name = text.strip();
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1);
        }
        name = name.indexOf('\\') < 0
                ? name.strip()
                : ESCAPED.matcher(name).replaceAll("$1").strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> addressIn(String text) {
        String bare = BRACKETS_AND_BLANKS.matcher(text).replaceAll("");
        String address = bare.startsWith(MAILTO) ? bare.substring(MAILTO.length()) : bare;
        return address.isEmpty() ? Optional.empty() : Optional.of(address);
    }

    public boolean hasAddress(String address) {
        return email.filter(address::equalsIgnoreCase).isPresent();
    }
}
