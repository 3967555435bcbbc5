package org.triaged.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files and folders for the daemon's user alone, from the moment they exist; Java knows no umask. */
final class PrivateFiles {

    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rw-rw-");

    private PrivateFiles() {}

    static void makeFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            return; // maybe by a link, which Java would refuse
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
        } catch (IOException e) {
            throw Faults.file(folder, e);
        }
    }

    /** Refuses what this process may not read and write, be it for its mode, its owner or a file system that is read-only. */
    static void demandWritable(Path file) {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new StoreUnavailable(
                    StoreUnavailable.Exit.NO_PERMISSION,
                    file + " cannot be " + (Files.isReadable(file) ? "written" : "read")
                            + " by this user; give it to the user of the daemon (chown, chmod u+rw), and see that its"
                            + " file system is not mounted read-only. Nothing was made or changed");
        }
    }

    /** Opened to read and write; made when it is not there. */
    static FileChannel openOrMake(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    }

    /** To write. The file must be new. */
    static FileChannel openNew(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    }

    /** On the disk when it returns. The file must be new. */
    static void make(Path file, byte[] content) {
        try (FileChannel channel = openNew(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw Faults.file(file, e);
        }
    }

    /** Of a secret, which is none when others may read it. */
    static byte[] read(Path file) {
        try {
            if (isOpenToOthers(file)) {
                throw new StoreUnavailable(
                        StoreUnavailable.Exit.NO_PERMISSION,
                        file + " may be read or written by others; run chmod 600 " + file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Faults.file(file, e);
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
        return view.isPresent()
                && view.get().readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            force(to.getParent());
        } catch (IOException e) {
            throw Faults.file(to, e);
        }
    }

    /** The folder with the files in it. */
    static void remove(Path folder) {
        try {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw Faults.file(folder, e);
        }
    }

    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
