package org.triaged.series;

import java.util.Locale;
import java.util.Optional;
import org.triaged.mail.Person;

/** Whether two mentions mean one person. An equal name with another address is information, not an error. */
public final class SamePerson {

    private SamePerson() {}

    /** Equal address, with or without {@code +detail}, or equal name. */
    public static boolean match(Person a, Person b) {
        Optional<String> name = a.name().map(Names::folded).filter(folded -> !folded.isEmpty());
        return sameAddress(a, b)
                || a.email().isPresent()
                        && a.email().map(SamePerson::plain).equals(b.email().map(SamePerson::plain))
                || name.isPresent() && name.equals(b.name().map(Names::folded));
    }

    /** Equal address, whatever its case; what a claim of weight needs. */
    public static boolean sameAddress(Person a, Person b) {
        return a.email().filter(b::hasAddress).isPresent();
    }

    /** Equal local parts at domains of which one is the other plus one leading label. */
    static boolean sameHouse(Person a, Person b) {
        if (a.email().isEmpty() || b.email().isEmpty()) {
            return false;
        }
        String[] one = a.email().get().toLowerCase(Locale.ROOT).split("@", 2);
        String[] other = b.email().get().toLowerCase(Locale.ROOT).split("@", 2);
        return one.length == 2
                && other.length == 2
                && one[0].equals(other[0])
                && (below(one[1], other[1]) || below(other[1], one[1]));
    }

    private static boolean below(String host, String domain) {
        int dot = host.indexOf('.');
        return dot > 0 && domain.indexOf('.') > 0 && host.substring(dot + 1).equals(domain);
    }

    static String plain(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int plus = lower.indexOf('+');
        int at = lower.lastIndexOf('@');
        return plus > 0 && plus < at ? lower.substring(0, plus) + lower.substring(at) : lower;
    }
}
