package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.mail.Sha256;

/** Tells one build of this program from another that may call itself by the same version. */
final class ProgramMark {

    private static final String OURS = "org/triaged/";

    /** SHA-256 over the checksums of its classes; where they lie in a folder, over their sizes and times. */
    static final String VALUE = Sha256.hex(parts());

    private ProgramMark() {}

    private static String parts() {
        try {
            Path place = Path.of(ProgramMark.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(place) ? files(place.resolve(OURS)) : entries(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream()
                    .filter(entry -> entry.getName().startsWith(OURS))
                    .map(entry -> entry.getName() + " " + entry.getCrc())
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(ProgramMark::sizeAndTime)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String sizeAndTime(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
