package org.triaged.triage;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a fault says, on one line, for texts that admins read. */
public final class Said {

    private static final int LONGEST = 200;

    private Said() {}

    /** The innermost cause that says something. */
    public static String innermost(Throwable fault) {
        String line = words(fault).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The fault, or one in its place where the words of a server in it repeat what it was sent. */
    public static Throwable without(Collection<String> secrets, Throwable fault) {
        List<String> told = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .filter(secret -> messages(fault).anyMatch(text -> text.contains(secret)))
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        if (told.isEmpty()) {
            return fault;
        }
        String words = words(fault);
        for (String secret : told) {
            words = words.replace(secret, "***");
        }
        return new IOException(words);
    }

    private static String words(Throwable fault) {
        return messages(fault)
                .reduce((outer, inner) -> inner)
                .orElse(fault.getClass().getSimpleName());
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
