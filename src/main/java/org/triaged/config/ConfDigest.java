package org.triaged.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.triaged.mail.Sha256;

/**
 * One hash over all that conf says: over the lines that {@code sha256sum} prints for its {@code .yaml} files, in the order
 * of their paths.
 */
public final class ConfDigest {

    private ConfDigest() {}

    /** @param conf the folder; 64 hex digits come back */
    public static String of(Path conf) {
        try (Stream<Path> files = Files.walk(conf)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .map(file -> conf.relativize(file).toString())
                    .sorted()
                    .toList();
            StringBuilder lines = new StringBuilder();
            for (String name : names) {
                lines.append(Sha256.hex(Files.readAllBytes(conf.resolve(name))))
                        .append("  ")
                        .append(name)
                        .append('\n');
            }
            return Sha256.hex(lines.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + conf, e);
        }
    }
}
