package org.triaged.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Writes a configuration for two lists at the demo's mail server, with the policies as shipped. */
final class DemoConf {

    static final String OWN = "triaged@triage.example.org";

    private static final List<String> SHIPPED = List.of("policies", "evidence", "words");

    private static final String DAEMON = """
        # The demo's own mail server, in this process.
        imap:
          devel: {host: 127.0.0.1, port: %1$d, tls: none, user: devel@lists.example.org, password-file: password}
          rfc: {host: 127.0.0.1, port: %1$d, tls: none, user: rfc@lists.example.org, password-file: password}
        smtp: {host: 127.0.0.1, port: %2$d, tls: none}
        own-address: %3$s
        owner: triage-owner@triage.example.org
        """;

    private static final String LIST = """
        list-id: %1$s.lists.example.org
        addresses: [%1$s@lists.example.org]
        account: %1$s
        folder: INBOX
        mode: live
        policy: {%2$s}
        scope: none
        rules: {dco-sob-missing: reply, ai-declared: reply, ai-exception-self: reply}
        """;

    private DemoConf() {}

    /** @param shipped the conf folder of the source tree */
    static void write(Path conf, Path shipped, DemoMailServer server) throws IOException {
        Files.createDirectories(conf.resolve("lists"));
        for (String folder : SHIPPED) {
            copy(shipped.resolve(folder), conf.resolve(folder));
        }
        Files.writeString(conf.resolve("triaged.yaml"), DAEMON.formatted(server.imapPort(), server.smtpPort(), OWN));
        Files.writeString(conf.resolve("lists/devel.yaml"), LIST.formatted("devel", "project: qemu, follow: timeline"));
        Files.writeString(conf.resolve("lists/rfc.yaml"), LIST.formatted("rfc", "pin: qemu/2025-09-rfc"));
        Path password = conf.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, DemoMailServer.PASSWORD);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
