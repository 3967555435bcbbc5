package org.triaged.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Reads a password when it is used. What it says in an exception names the file, never what is in it. */
public final class PasswordFile {

    private static final int LARGEST = 4096;

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PasswordFile() {}

    /** The file cannot be used, and why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(Path file, String why) {
            super("password file " + file + " " + why);
        }
    }

    /** The first line, without its end; a password of several lines is refused. */
    public static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refused(file, "is missing; write the password into it and run chmod 600 on it");
        }
        try {
            if (isOpenToOthers(file)) {
                throw new Refused(file, "may be read or written by others; run chmod 600 on it");
            }
            if (Files.size(file) > LARGEST) {
                throw new Refused(file, "is larger than " + LARGEST + " bytes; it should hold one line");
            }
            String password = Files.readString(file).replaceFirst("\\r?\\n$", "");
            if (password.isEmpty() || password.chars().anyMatch(Character::isISOControl)) {
                throw new Refused(file, password.isEmpty() ? "is empty" : "holds more than one line of text");
            }
            return password;
        } catch (IOException e) {
            // Without the cause: the message of a decoding error is about the content.
            throw new Refused(file, "cannot be read (" + e.getClass().getSimpleName() + "); check who owns it");
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
        return view.isPresent()
                && view.get().readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }
}
