package org.triaged.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.triaged.store.StoreUnavailable.Exit;

/** One process works in a data folder at a time. The file stays when the process is gone; the lock on it does not. */
final class PidLock implements AutoCloseable {

    private final FileChannel channel;

    private PidLock(FileChannel channel) {
        this.channel = channel;
    }

    static PidLock take(Path file) {
        try {
            FileChannel channel = PrivateFiles.openOrMake(file);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new StoreUnavailable(
                        Exit.LOCKED,
                        file.getParent() + " is in use by process " + holder(file)
                                + "; ask that one through its control socket, or stop it");
            }
            channel.truncate(0);
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new PidLock(channel);
        } catch (IOException e) {
            throw Faults.file(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreUnavailable(Exit.INTERNAL, "the lock on the data folder cannot be given back", e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // held by ourselves
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return pid.isEmpty() ? "(just starting)" : pid;
    }
}
