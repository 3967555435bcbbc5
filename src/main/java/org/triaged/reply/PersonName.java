package org.triaged.reply;

import java.util.Optional;
import java.util.regex.Pattern;

/** A name we greet: letters, marks, digits, blank, dot, apostrophe and hyphen, and nothing that reads as an address. */
record PersonName(String value) {

    private static final int LONGEST = 60;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'-]{1,60}");

    private static final Pattern HOST = Pattern.compile("\\p{L}\\.\\p{L}");

    private static final Pattern DIGITS = Pattern.compile("[\\p{N} ]+");

    static Optional<PersonName> of(String name) {
        String clean = PlainText.of(name, LONGEST);
        boolean usable = FORM.matcher(clean).matches()
                && !HOST.matcher(clean).find()
                && !DIGITS.matcher(clean).matches()
                && clean.codePoints().anyMatch(Character::isLetter);
        return usable ? Optional.of(new PersonName(clean)) : Optional.empty();
    }
}
