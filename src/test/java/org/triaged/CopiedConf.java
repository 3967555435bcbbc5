package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped in conf whatever the list: policies, their evidence and their words. */
final class CopiedConf {

    private CopiedConf() {}

    static void copyTo(Path conf) {
        for (String shared : List.of("policies", "evidence", "words")) {
            copy(Path.of("conf", shared), conf.resolve(shared));
        }
    }

    /** What is left is of no project. */
    static void forgetProjects(Path conf) {
        for (String shared : List.of("policies", "words")) {
            try (Stream<Path> files = Files.walk(conf.resolve(shared))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!conf.relativize(file).toString().contains("generic")) {
                        Files.delete(file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The generic profile has a register, which each start keeps. */
    static void listException(Path conf) {
        Path profile = conf.resolve("policies/generic/dco.yaml");
        try {
            Files.writeString(
                    profile,
                    Files.readString(profile)
                            .replace("mode: none", "mode: listed")
                            .replace("listed: []", "listed: [{id: tests, title: Generated tests, kind: scenario}]"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
