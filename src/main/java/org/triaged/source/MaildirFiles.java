package org.triaged.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triaged.triage.MailSource.Unavailable;

/**
 * The files in {@code new} and {@code cur}, by their names without flags. Names that begin with a dot are none of them,
 * nor are folders; {@code tmp} is never entered. Another reader may move a file while we look, so one that is not where
 * it was is looked for again before it is held to be gone.
 */
final class MaildirFiles {

    /** In this order: a mail moves from the first to the second, and so is met once at least. */
    private static final List<String> PLACES = List.of("new", "cur");

    private static final String FLAGS = ":2,";

    private static final int LOOKS = 3;

    private final Path maildir;
    private SortedMap<String, Path> places;

    private MaildirFiles(Path maildir, SortedMap<String, Path> places) {
        this.maildir = maildir;
        this.places = places;
    }

    /** Reads one file, whose attributes were just looked at. */
    @FunctionalInterface
    interface Reader<T> {

        T read(long number, InputStream file, BasicFileAttributes attributes) throws IOException;
    }

    /** The file is not what it was when it was listed. */
    static final class Changed extends IOException {

        private static final long serialVersionUID = 1L;

        Changed() {
            super("changed while it was read");
        }
    }

    static MaildirFiles in(Path maildir) throws Unavailable {
        return new MaildirFiles(maildir, look(maildir));
    }

    /** In order, which is that of delivery as long as names begin with the time, as they should. */
    Set<String> names() {
        return places.keySet();
    }

    /** False for what is no plain file or not ours to read, which is told; also for a folder, and for what is gone or empty. */
    boolean isReadable(String name, UnreadFiles unread) {
        Path path = places.get(name);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            boolean ours = Files.isReadable(path);
            if (!ours && Files.exists(path)) {
                unread.noRight(path);
            }
            return ours && path.toFile().length() > 0; // somebody may be copying into it
        }
        boolean gone = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (!gone && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            unread.noMail(path);
        }
        return false;
    }

    /** What was read of each file, by its number; a file that is gone, or that cannot be read, is left out. */
    <T> SortedMap<Long, T> read(Map<Long, String> names, UnreadFiles unread, Reader<T> reader) throws Unavailable {
        SortedMap<Long, T> read = new TreeMap<>();
        Map<Long, String> sought = new TreeMap<>(names);
        for (int looks = 0; looks < LOOKS && !sought.isEmpty(); looks++) {
            if (looks > 0) {
                places = look(maildir);
            }
            sought.entrySet().removeIf(file -> {
                Path path = places.get(file.getValue());
                return path != null && isDone(file.getKey(), path, unread, reader, read);
            });
        }
        return read;
    }

    /** False when the file is not where it was. */
    private static <T> boolean isDone(long number, Path path, UnreadFiles unread, Reader<T> reader, Map<Long, T> read) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) { // a pipe would make us wait for ever
                throw new Changed();
            }
            try (InputStream file = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                read.put(number, reader.read(number, file, attributes));
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            unread.failed(path, e);
        }
        return true;
    }

    private static SortedMap<String, Path> look(Path maildir) throws Unavailable {
        SortedMap<String, Path> places = new TreeMap<>();
        for (String place : PLACES) {
            try (Stream<Path> entries = Files.list(maildir.resolve(place))) {
                entries.forEach(entry -> {
                    String name = entry.getFileName().toString();
                    if (!name.startsWith(".")) {
                        places.put(withoutFlags(name), entry);
                    }
                });
            } catch (UncheckedIOException e) {
                throw UnreadFiles.folder(maildir, e.getCause());
            } catch (IOException e) {
                throw UnreadFiles.folder(maildir, e);
            }
        }
        return places;
    }

    private static String withoutFlags(String name) {
        int flags = name.indexOf(FLAGS);
        return flags < 0 ? name : name.substring(0, flags);
    }
}
