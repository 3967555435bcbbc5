package org.triaged.cli;

import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Events;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code run}. */
@Command(
        name = "run",
        description = {
            "The daemon: looks for mail on a schedule and whenever a server tells of some, until SIGTERM or SIGINT.",
            "",
            "Exit status: 0 it was told to stop; 2 usage or configuration; 70 internal, or a step that hung;"
                    + " 73 the data folder is in use; 74 it is damaged or incomplete; 75 the database cannot work now;"
                    + " 77 no permission. After 70 and 75 a fresh start goes on where it was."
        },
        footer = {"", "Example: triaged run --conf /etc/triaged --data /var/lib/triaged"})
final class Run implements Callable<Integer> {

    @Mixin
    private Folders folders;

    private final ToIntBiFunction<Config, Events> service;

    /** @param service returns the exit status when it has ended */
    Run(ToIntBiFunction<Config, Events> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        return service.applyAsInt(config, new LogEvents());
    }
}
