package org.triaged.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code db backup}. */
@Command(
        name = "backup",
        description = {
            "Makes one file in the folder 'backup' of the data folder from which all of it can be made again: the database"
                    + " without its passwords, the send journal, the key of our message ids. Whoever reads the file reads"
                    + " the key: copy it to where the data folder itself could lie. A daemon goes on meanwhile; what it"
                    + " would write waits. Conf is not in it, nor a key that conf keeps elsewhere.",
            "",
            "Exit status: 0 made; 2 usage or configuration; 70 internal; 73 another process has the data folder and does"
                    + " not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now, or no room; 77 no"
                    + " permission."
        },
        footer = {"", "Example: triaged db backup --conf /etc/triaged --data /var/lib/triaged"})
final class DbBackup implements Callable<Integer> {

    @Mixin
    private Folders folders;

    @Mixin
    private final Format format = new Format();

    private final Function<Config, AdminDesk> desks;

    private final PrintStream out;

    DbBackup(Function<Config, AdminDesk> desks, PrintStream out) {
        this.desks = desks;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            BackupText.print(desk.backup(System.getProperty("user.name", "unknown")), "made", json, out);
        }
        return 0;
    }
}
