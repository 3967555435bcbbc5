package org.triaged.triage;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** What a fault says, on one line, for texts that admins read. */
public final class Said {

    private static final int LONGEST = 200;

    private Said() {}

    /** The innermost cause that says something. */
    public static String innermost(Throwable fault) {
        String said = messages(fault)
                .reduce((outer, inner) -> inner)
                .orElse(fault.getClass().getSimpleName());
        String line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The fault, or one in its place where the words of a server in it repeat the secret they were sent. */
    public static Throwable without(String secret, Throwable fault) {
        boolean told = !secret.isEmpty() && messages(fault).anyMatch(text -> text.contains(secret));
        return told ? new IOException(innermost(fault).replace(secret, "***")) : fault;
    }

    private static Stream<String> messages(Throwable fault) {
        return Stream.iterate(Optional.of(fault), Optional::isPresent, c -> c.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .limit(20)
                .flatMap(cause -> Stream.ofNullable(cause.getMessage())
                        .filter(text -> !text.isBlank())
                        // A lone word, such as the name of a file, says what it is about and not what is wrong.
                        .map(text ->
                                text.contains(" ") ? text : cause.getClass().getSimpleName() + ": " + text));
    }
}
