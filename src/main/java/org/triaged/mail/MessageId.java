package org.triaged.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of one mail (RFC 5322, 3.6.4), kept without its angle brackets and without white space. It is what the
 * sender wrote, so it may hold anything else; what we print in our own headers is narrower (room {@code reply}).
 */
public record MessageId(String value) implements Comparable<MessageId> {

    public static final int LONGEST = 998;

    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>");

    public MessageId {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("not a Message-ID: '" + value + "'");
        }
    }

    /**
     * The id in the value of a Message-ID field: the first {@code <...>}, else the trimmed value without a lone bracket
     * at an end. Empty for a blank value, {@code <>}, and one of over 998 characters.
     */
    public static Optional<MessageId> ofField(String value) {
        Matcher bracketed = BRACKETED.matcher(value);
        String id = bracketed.find() ? bracketed.group(1) : value.strip().replaceAll("^<|>$", "");
        String compact = withoutBlanks(id);
        return compact.isEmpty() || compact.length() > LONGEST ? Optional.empty() : Optional.of(new MessageId(compact));
    }

    /** All white space that there is: a header field may hold a line separator, which is none of {@code \s}. */
    static String withoutBlanks(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
