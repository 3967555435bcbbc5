package org.triaged.cli;

import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code once}. */
@Command(
        name = "once",
        description = {
            "One poll, one triage, one delivery, then stop; for cron and for trying things out.",
            "",
            "Exit status: 0 all folders were read; 1 one could not be read, see the log; 2 usage or configuration;"
                    + " 70 internal; 73 the data folder is in use; 74 it is damaged or incomplete; 77 no permission."
        },
        footer = {"", "Example: triaged once --conf /etc/triaged --data /var/lib/triaged"})
final class Once implements Callable<Integer> {

    private static final int A_JOB_FAILED = 1;

    @Mixin
    private Folders folders;

    private final BiFunction<Config, Events, TriageDaemon> wiring;

    Once(BiFunction<Config, Events, TriageDaemon> wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (TriageDaemon daemon = wiring.apply(config, new LogEvents())) {
            return daemon.once().complete() ? 0 : A_JOB_FAILED;
        }
    }
}
