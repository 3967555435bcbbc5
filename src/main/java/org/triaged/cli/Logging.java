package org.triaged.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the log as conf wants it. Must come before the first logger is made, or the library has decided already. */
final class Logging {

    private static final String PROPERTY = "logback.configurationFile";

    private Logging() {}

    static void start(Path conf) {
        Path file = conf.resolve("logback.xml");
        if (Files.isRegularFile(file) && System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, file.toAbsolutePath().toString());
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
