package org.triaged.triage;

import java.nio.file.Path;
import java.util.Optional;

/** Makes data folders from backups, with no daemon in between. */
public interface Restoring {

    /**
     * Restores it into a folder of its own, looks whether all is there and the audit is whole, and removes that folder.
     *
     * @throws CannotStart when it is damaged, or of another version
     */
    BackupFacts verify(Path backup);

    /**
     * Does the same, and keeps the folder.
     *
     * @param folder must be empty, or not there
     * @param keyFile where conf places the key of our message ids; empty: in the folder
     * @throws CannotStart when the folder is not empty, or the backup is damaged, of another version, or lacks the key
     */
    BackupFacts restore(Path backup, Path folder, Optional<Path> keyFile);
}
