package org.triaged.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Restoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code db restore}. */
@Command(
        name = "restore",
        description = {
            "Makes the data folder from a backup, with new passwords for the users of the database. The folder must be empty"
                    + " or not there, and no daemon may run on it. It is looked through, as by 'db verify', before it is"
                    + " there.",
            "",
            "What was sent after the backup stands in the old folder's send.journal alone. If you still have that file, put"
                    + " it over the restored one before the daemon starts: then nothing of it is sent a second time. Without"
                    + " it the daemon looks for its own mails in the list's folder before each reply.",
            "",
            "Exit status: 0 restored; 2 usage or configuration; 73 the folder is in use or not empty; 74 the backup is"
                    + " damaged, of another version, or lacks the key; 77 no permission."
        },
        footer = {
            "",
            "Example: triaged db restore --conf /etc/triaged --data /var/lib/triaged /srv/triaged-20261122T031500Z.zip"
        })
final class DbRestore implements Callable<Integer> {

    @Mixin
    private Folders folders;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    private final Restoring restoring;

    private final PrintStream out;

    DbRestore(Restoring restoring, PrintStream out) {
        this.restoring = restoring;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        BackupText.print(restoring.restore(file, config.dataFolder(), config.keyFile()), "restored", json, out);
        return 0;
    }
}
