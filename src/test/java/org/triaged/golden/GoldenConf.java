package org.triaged.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The confs of the golden cases: the shipped one, with the daemon file of {@code golden/conf} and one of its lists. */
final class GoldenConf {

    private static final Path SHIPPED = Path.of("conf");

    private static final Path OURS = Path.of("src/test/golden/conf");

    private final Path folder;

    private final Map<String, Path> made = new ConcurrentHashMap<>();

    /** @param folder where the confs are made */
    GoldenConf(Path folder) {
        this.folder = folder;
    }

    /** The conf folder with that list file; the list is called {@code devel} in each. */
    Path named(String listFile) {
        return made.computeIfAbsent(listFile, this::make);
    }

    private Path make(String listFile) {
        Path conf = folder.resolve(listFile);
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getParent().endsWith("lists")) {
                    copy(file, conf.resolve(SHIPPED.relativize(file).toString()));
                }
            }
            Files.delete(conf.resolve("triaged.yaml"));
            copy(OURS.resolve("triaged.yaml"), conf.resolve("triaged.yaml"));
            copy(OURS.resolve(listFile + ".yaml"), conf.resolve("lists/devel.yaml"));
            copy(OURS.resolve("MAINTAINERS"), conf.resolve("MAINTAINERS"));
            copy(OURS.resolve("people"), conf.resolve("people"));
            copy(OURS.resolve("2030-listing.yaml"), conf.resolve("policies/qemu/2030-listing.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return conf;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }
}
