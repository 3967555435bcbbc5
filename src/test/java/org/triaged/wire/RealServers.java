package org.triaged.wire;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Dovecot and Postfix of this machine, started once for all tests of a JVM with configurations of our own, in a folder
 * below /tmp and on loopback; stopped and removed when the JVM ends. Nothing else of the machine is touched.
 */
public final class RealServers {

    private static final List<Path> PROGRAMS = Stream.of(
                    Dovecot.PROGRAM, "/usr/lib/dovecot/imap", "/usr/lib/dovecot/lmtp", Postfix.PROGRAM)
            .map(Path::of)
            .toList();

    private static final AtomicInteger USERS = new AtomicInteger();

    private final Path folder;
    private final Identities identities;
    private final Policy policy = new Policy();
    private final Tokens tokens = new Tokens();
    private final Dovecot dovecot;
    private final Postfix postfix;

    private static final class Shared {

        private static final RealServers PAIR = start();
    }

    private RealServers(Path folder) {
        this.folder = folder;
        Ports ports = Ports.free();
        identities = new Identities(folder);
        postfix = new Postfix(made(folder.resolve("postfix")), ports, identities, policy.port());
        dovecot = new Dovecot(made(folder.resolve("dovecot")), ports, identities, tokens.port());
    }

    /** @throws IllegalStateException when the machine lacks what is needed, with what to install */
    public static RealServers shared() {
        List<Path> missing = PROGRAMS.stream()
                .filter(program -> !Files.isExecutable(program))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("not installed: " + missing
                    + ". The tests with real servers need Debian's packages dovecot-core, dovecot-imapd,"
                    + " dovecot-lmtpd and postfix; .ci/run installs them.");
        }
        if (!System.getProperty("user.name").equals("root")) {
            throw new IllegalStateException("the tests with real servers must run as root: Postfix starts as no other");
        }
        return Shared.PAIR;
    }

    public Dovecot dovecot() {
        return dovecot;
    }

    public Postfix postfix() {
        return postfix;
    }

    public Policy policy() {
        return policy;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Identities identities() {
        return identities;
    }

    /** A user nobody has used yet, so that folders are empty. */
    public String newUser() {
        return "t" + USERS.incrementAndGet();
    }

    private static RealServers start() {
        try {
            // Users of the servers must be able to pass through.
            Path folder = Files.createTempDirectory(
                    Path.of("/tmp"),
                    "triaged-servers-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            RealServers servers = new RealServers(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(servers::remove));
            servers.dovecot.start();
            servers.postfix.start();
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove() {
        postfix.stop();
        dovecot.stop();
        policy.close();
        tokens.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
