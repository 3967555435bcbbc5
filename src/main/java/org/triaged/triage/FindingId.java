package org.triaged.triage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of one finding: the number of its judgement and its place in it, as {@code 4711.0}. */
public record FindingId(long judgement, int place) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    /** Empty when that is no such name. */
    public static Optional<FindingId> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new FindingId(Long.parseLong(written.group(1)), Integer.parseInt(written.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return judgement + "." + place;
    }
}
