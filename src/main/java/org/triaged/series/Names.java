package org.triaged.series;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds names and titles, so that what people mean to be equal is equal. */
final class Names {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOTE = Pattern.compile("\\([^()]*\\)");
    private static final Pattern QUOTES = Pattern.compile("[\"'`´‘’“”.]");
    private static final Pattern MIDDLE_INITIAL = Pattern.compile("(?<=\\S )\\S (?=\\S)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Names() {}

    /** Compatibility forms, case and accents folded; quotes, notes and middle initials gone; {@code Last, First} turned. */
    static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
        plain = MARKS.matcher(plain).replaceAll("");
        plain = NOTE.matcher(plain).replaceAll(" ");
        int comma = plain.indexOf(',');
        if (comma > 0 && comma == plain.lastIndexOf(',')) {
            plain = plain.substring(comma + 1) + ' ' + plain.substring(0, comma);
        }
        plain = QUOTES.matcher(plain).replaceAll("");
        plain = BLANKS.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return MIDDLE_INITIAL.matcher(plain).replaceAll("");
    }

    /** A title without regard to case and blanks. */
    static String foldedTitle(String title) {
        return BLANKS.matcher(title).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
