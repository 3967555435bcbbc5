package org.triaged.config;

import java.util.List;
import java.util.stream.Collectors;

/** Conf cannot be used. Holds every mistake of every file, sorted by file and line; the message has a line for each. */
public final class ConfigMistakes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    ConfigMistakes(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
