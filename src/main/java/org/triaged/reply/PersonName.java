package org.triaged.reply;

import java.util.Optional;
import java.util.regex.Pattern;
import org.triaged.series.DisplayWidth;

/**
 * A name we greet: letters, marks, digits, blank, dot, apostrophe and hyphen, at most 60 of them and no wider than 60
 * columns, and nothing that reads as an address. A name that is too long is left out, never cut.
 */
record PersonName(String value) {

    private static final int LONGEST = 60;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'-]{1,60}");

    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{M}\\p{N}]\\.[\\p{L}\\p{N}]");

    private static final Pattern DIGITS = Pattern.compile("[\\p{N} ]+");

    static Optional<PersonName> of(String name) {
        String clean = PlainText.of(name, LONGEST + 1);
        boolean usable = FORM.matcher(clean).matches()
                && DisplayWidth.of(clean) <= LONGEST
                && !HOST.matcher(clean).find()
                && !DIGITS.matcher(clean).matches()
                && clean.codePoints().anyMatch(Character::isLetter);
        return usable ? Optional.of(new PersonName(clean)) : Optional.empty();
    }
}
