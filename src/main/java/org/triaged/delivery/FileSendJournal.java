package org.triaged.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triaged.triage.FailPoint;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.SendJournal;

/**
 * The send journal as an append-only file of mode 0600, locked while it is open. Only this channel may open the file:
 * closing a second one in this process would give the lock away.
 */
public final class FileSendJournal implements SendJournal, AutoCloseable {

    /** Of the file, in the data folder. */
    public static final String NAME = "send.journal";

    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final FileChannel channel;
    private final InstantSource clock;
    private final FailPoint failPoint;
    private final List<JournalEntry> history;
    private final boolean damaged;
    private String lastSum;
    private long lastNumber;
    private long end;
    private boolean broken;

    private FileSendJournal(
            Path file,
            FileChannel channel,
            long end,
            JournalReading reading,
            InstantSource clock,
            FailPoint failPoint) {
        this.file = file;
        this.channel = channel;
        this.end = end;
        this.clock = clock;
        this.failPoint = failPoint;
        this.history = reading.entries();
        this.damaged = reading.damaged();
        this.lastSum = reading.lastSum();
        this.lastNumber = reading.lastNumber();
    }

    /** Opens or makes it, and ends a torn last line. Throws {@link JournalHeld} when another process has it open, and {@link JournalRefused}. */
    public static FileSendJournal open(Path file, InstantSource clock, FailPoint failPoint) {
        failPoint.reached("journal.file.before");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                    PosixFilePermissions.asFileAttribute(OURS_ALONE));
            try {
                lock(file, channel);
                Files.setPosixFilePermissions(file, OURS_ALONE);
                FileSendJournal journal = read(file, channel, clock, failPoint);
                failPoint.reached("journal.file.after");
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalRefused(file, e);
        }
    }

    @Override
    public List<JournalEntry> history() {
        return history;
    }

    @Override
    public synchronized List<JournalEntry> entries() {
        try {
            channel.position(0);
            // Not closed: that would close the channel.
            return JournalReading.of(Channels.newInputStream(channel)).entries();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public boolean damaged() {
        return damaged;
    }

    @Override
    public synchronized void append(JournalEntry.Event event, Map<String, String> fields) {
        String point = "journal." + event.name().toLowerCase(Locale.ROOT);
        failPoint.reached(point + ".before");
        if (broken) {
            throw new IllegalStateException(
                    file + " could not be written and not be restored; start again so that it is read anew");
        }
        JournalEntry entry =
                new JournalEntry(lastNumber + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), event, fields);
        JournalLine line = JournalLine.next(entry, lastSum);
        byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > JournalReading.LONGEST_LINE) {
            throw new IllegalArgumentException("a line of " + bytes.length + " bytes does not fit " + file);
        }
        try {
            write(channel, bytes, end);
            failPoint.reached(point + ".written");
            channel.force(true);
        } catch (RuntimeException e) {
            takeBack(e);
            throw e;
        } catch (IOException e) {
            takeBack(e);
            throw new UncheckedIOException("cannot write " + event + " to " + file, e);
        }
        end += bytes.length;
        lastNumber = entry.number();
        lastSum = line.sum();
        failPoint.reached(point + ".after");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }

    /** A line whose write failed was never vouched for; left there, it could be read as if it had been. */
    private void takeBack(Exception cause) {
        try {
            channel.truncate(end);
            channel.force(true);
        } catch (IOException e) {
            broken = true;
            cause.addSuppressed(e);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new JournalHeld(file);
            }
        } catch (OverlappingFileLockException e) {
            throw new JournalHeld(file);
        }
    }

    private static FileSendJournal read(Path file, FileChannel channel, InstantSource clock, FailPoint failPoint)
            throws IOException {
        // Not closed: that would close the channel.
        JournalReading reading = JournalReading.of(Channels.newInputStream(channel));
        long end = channel.size();
        if (reading.endsInLine()) {
            write(channel, new byte[] {'\n'}, end);
            end++;
            failPoint.reached("journal.file.line-ended");
        }
        // What was read may be nowhere but in the cache of a kernel that outlived us; it is acted upon.
        channel.force(true);
        syncFolder(file.toAbsolutePath().getParent());
        return new FileSendJournal(file, channel, end, reading, clock, failPoint);
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, at + left.position());
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }
}
