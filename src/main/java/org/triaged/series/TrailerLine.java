package org.triaged.series;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.triaged.mail.Person;

/** One line read as a trailer, the way git finds its separator: letters, digits and dashes, then blanks, then a colon. */
record TrailerLine(String key, String value) {

    static final String SIGN_OFF = "Signed-off-by";

    private static final int LONGEST_KEY = 40;

    /** Keys whose values name things, never people. */
    private static final Set<String> THINGS = Set.of(
            "based-on",
            "bug",
            "buglink",
            "change-id",
            "closes",
            "depends-on",
            "fixes",
            "link",
            "message-id",
            "obsoletes",
            "references",
            "resolves",
            "supersedes");

    static Optional<TrailerLine> in(String line, int longest) {
        int colon = separator(line);
        return colon < 1 || line.length() > longest
                ? Optional.empty()
                : Optional.of(new TrailerLine(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
    }

    private static int separator(String line) {
        boolean blank = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == ':') {
                return at;
            }
            boolean ofKey = !blank && (c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
            if (!ofKey && (at == 0 || c != ' ' && c != '\t')) {
                return -1;
            }
            blank |= !ofKey;
        }
        return -1;
    }

    /** A URL at the start of a line, or prose of one word, which git takes for a trailer. */
    boolean notMeant() {
        return key.equalsIgnoreCase("http") || key.equalsIgnoreCase("https") || key.length() > LONGEST_KEY;
    }

    boolean by() {
        return key.length() > 3 && key.toLowerCase(Locale.ROOT).endsWith("-by");
    }

    boolean known() {
        return by() || key.equalsIgnoreCase("cc") || thing();
    }

    private boolean thing() {
        return THINGS.contains(key.toLowerCase(Locale.ROOT));
    }

    boolean signOff() {
        return key.equalsIgnoreCase(SIGN_OFF);
    }

    boolean hasAddress() {
        return value.indexOf('@') > 0;
    }

    TrailerLine followedBy(String more) {
        return new TrailerLine(key, value.isEmpty() ? more : value + ' ' + more);
    }

    Trailer trailer() {
        return new Trailer(key, value, person());
    }

    /** What follows the address is a note: {@code <a@x> # for the tests}. */
    private Person person() {
        if (thing()) {
            return Person.NOBODY;
        }
        int close = value.lastIndexOf('>');
        int note = value.indexOf('#', Math.max(close, 0));
        if (close < 0 && !hasAddress()) {
            return new Person(
                    Optional.of(note < 0 ? value : value.substring(0, note).strip())
                            .filter(name -> !name.isEmpty()),
                    Optional.empty());
        }
        return Person.read(close >= 0 ? value.substring(0, close + 1) : note < 0 ? value : value.substring(0, note));
    }
}
