package org.triaged.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.triaged.triage.Restoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code db verify}. */
@Command(
        name = "verify",
        description = {
            "Restores a backup into a temporary folder as 'db restore' would, opens it, looks whether its parts are what was"
                    + " written and each row of the audit follows from the one before, and removes that folder. Neither a"
                    + " daemon nor conf is needed. What a running daemon has, 'selftest' looks through.",
            "",
            "Exit status: 0 it can be restored; 2 usage; 74 it is damaged, or of another version; 75 no room for the"
                    + " temporary folder; 77 no permission."
        },
        footer = {"", "Example: triaged db verify /var/lib/triaged/backup/triaged-20261122T031500Z.zip"})
final class DbVerify implements Callable<Integer> {

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file;

    private final Restoring restoring;

    private final PrintStream out;

    DbVerify(Restoring restoring, PrintStream out) {
        this.restoring = restoring;
        this.out = out;
    }

    @Override
    public Integer call() {
        BackupText.print(restoring.verify(file), "whole", format.json(), out);
        return 0;
    }
}
