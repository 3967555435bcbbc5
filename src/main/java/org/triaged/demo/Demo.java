package org.triaged.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.triaged.config.Config;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;

public final class Demo {

    public Demo(BiFunction<Config, Events, TriageDaemon> wiring) {}

    public int play(PrintStream out, boolean colour, Optional<Path> keep) {
        return 0;
    }
}
