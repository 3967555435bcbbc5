package org.triaged.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files of a folder of conf. */
final class Folder {

    static final String SUFFIX = ".yaml";

    private Folder() {}

    /** Every readable {@code *.yaml} in it, sorted by name. A folder that is not there has none. */
    static List<YamlFile> read(Path folder, Mistakes mistakes) {
        return children(folder, mistakes).stream()
                .filter(path -> isOurs(path, mistakes))
                .flatMap(path -> YamlFile.read(path, mistakes).stream())
                .toList();
    }

    /** Names of the {@code *.yaml} in it without their ending, those that cannot be read included. */
    static List<String> names(Path folder) {
        return children(folder, new Mistakes()).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    static List<Path> folders(Path folder, Mistakes mistakes) {
        return children(folder, mistakes).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> children(Path folder, Mistakes mistakes) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            mistakes.add(Place.of(folder), "cannot be listed; check its rights");
            return List.of();
        }
    }

    private static boolean isOurs(Path path, Mistakes mistakes) {
        String name = path.getFileName().toString();
        if (name.endsWith(".yml")) {
            mistakes.add(Place.of(path), "is not read; name it " + name.replaceAll("yml$", "yaml"));
        }
        return name.endsWith(SUFFIX);
    }
}
