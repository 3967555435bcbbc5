package org.triaged.triage;

import java.util.Optional;
import java.util.stream.Stream;

/** What a fault says, on one line, for texts that admins read. */
public final class Said {

    private static final int LONGEST = 200;

    private Said() {}

    /** The innermost cause that says something. */
    public static String innermost(Throwable fault) {
        String said = Stream.iterate(Optional.of(fault), Optional::isPresent, c -> c.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .limit(20)
                .map(Throwable::getMessage)
                .flatMap(Stream::ofNullable)
                .filter(text -> !text.isBlank())
                .reduce((outer, inner) -> inner)
                .orElse(fault.getClass().getSimpleName());
        String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
