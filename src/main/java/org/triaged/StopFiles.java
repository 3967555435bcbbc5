package org.triaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.triaged.triage.StopSign;

/** A file {@code STOP}, in the data folder or in that of the conf. */
record StopFiles(Path dataFolder, Path confFolder) implements StopSign {

    static final String NAME = "STOP";

    @Override
    public boolean up() {
        return Files.exists(dataFolder.resolve(NAME)) || Files.exists(confFolder.resolve(NAME));
    }

    @Override
    public String raise(String why) {
        Path file = dataFolder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, (why + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }
}
