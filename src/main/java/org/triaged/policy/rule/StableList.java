package org.triaged.policy.rule;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triaged.series.ListMail;

/** Reads the Cc lines by which a message asks for a stable branch. */
final class StableList {

    private static final Pattern BREAKS = Pattern.compile("[\\s<>,;()\"]+");

    private StableList() {}

    /** Addresses of the line; the branch behind {@code #} is a note. */
    static Stream<String> addresses(TagLine line) {
        return BREAKS.splitAsStream(line.value())
                .takeWhile(word -> !word.startsWith("#"))
                .filter(word -> word.indexOf('@') > 0);
    }

    static boolean isNamed(ListMail mail, String stable) {
        return TagLine.in(mail, "Cc").stream().flatMap(StableList::addresses).anyMatch(stable::equalsIgnoreCase);
    }
}
