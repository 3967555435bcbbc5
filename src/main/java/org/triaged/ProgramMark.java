package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.triaged.mail.Sha256;

/** Tells one build of this program from another that may call itself by the same version. */
final class ProgramMark {

    private static final String OURS = "org/triaged/";

    private static final String CLASS = ".class";

    /** SHA-256 over names and checksums of its classes, wherever they lie. */
    static final String VALUE = Sha256.hex(parts());

    private ProgramMark() {}

    private static String parts() {
        try {
            Path place = Path.of(ProgramMark.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(place) ? files(place) : entries(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream()
                    .filter(entry ->
                            entry.getName().startsWith(OURS) && entry.getName().endsWith(CLASS))
                    .map(entry -> entry.getName() + " " + entry.getCrc())
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(OURS))) {
            return files.filter(file -> file.toString().endsWith(CLASS))
                    .map(file -> folder.relativize(file) + " " + checksum(file))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static long checksum(Path file) {
        try {
            CRC32 checksum = new CRC32();
            checksum.update(Files.readAllBytes(file));
            return checksum.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
