package org.triaged.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where conf and data are; the same for every verb. */
final class Folders {

    private static final Path HERE = Path.of("conf");

    private static final Path INSTALLED = Path.of("/etc/triaged");

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "Folder of the configuration. Default: ./conf, else /etc/triaged.")
    private Path conf;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the database, the key and the send journal. Default: from the configuration.")
    private Path data;

    Path conf() {
        if (conf != null) {
            return conf;
        }
        return Files.isDirectory(HERE) ? HERE : INSTALLED;
    }

    Optional<Path> data() {
        return Optional.ofNullable(data);
    }
}
