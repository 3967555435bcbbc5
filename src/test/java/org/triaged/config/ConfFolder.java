package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of the shipped conf that a test may spoil. */
record ConfFolder(Path path) {

    static final Path SHIPPED = Path.of("conf");

    static ConfFolder in(Path folder) {
        Path copy = folder.resolve("conf");
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(SHIPPED.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ConfFolder(copy);
    }

    /** The same with a short scope table, the longest file by far: a test reads it over and over. */
    static ConfFolder small(Path folder) {
        return in(folder).write("evidence/qemu-scope-1.yaml", "table: scope\ntree: [hw/]\n");
    }

    /** The {@code *.yaml} of the shipped conf, relative to it. */
    static List<String> shippedFiles() {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> SHIPPED.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfFolder write(String file, String text) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.writeString(path.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces what must stand in the file exactly once. */
    ConfFolder edit(String file, String from, String to) {
        String text = text(file);
        assertThat(text.split(java.util.regex.Pattern.quote(from), -1)).hasSize(2);
        return write(file, text.replace(from, to));
    }

    Config load() {
        return ConfigLoader.load(path, Optional.empty());
    }

    /** Every mistake, with paths relative to conf; empty when it loads. */
    List<String> mistakes() {
        try {
            load();
            return List.of();
        } catch (ConfigMistakes e) {
            String prefix = path + "/";
            return e.mistakes().stream()
                    .map(mistake -> mistake.toString().replace(prefix, "").replace(path.toString(), "conf"))
                    .toList();
        }
    }

    /** Line, from 1, of the first line that starts with the text. */
    int line(String file, String start) {
        List<String> lines = text(file).lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).startsWith(start)) {
                return line + 1;
            }
        }
        throw new IllegalArgumentException(file + " has no line that starts with " + start);
    }
}
