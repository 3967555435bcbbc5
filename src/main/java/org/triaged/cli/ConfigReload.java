package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code config reload}. */
@Command(
        name = "reload",
        description = {
            "Has the running daemon read conf again. A broken conf changes nothing, and its mistakes are told.",
            "It waits until the poll or mail that is under way has finished.",
            "",
            "Exit status: 0 the new conf is in force; 1 no daemon runs on the data folder; 2 conf is broken, and the one"
                    + " read before stays in force; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {"", "Example: triaged config reload --conf /etc/triaged --data /var/lib/triaged"})
final class ConfigReload implements Callable<Integer> {

    private static final int NO_DAEMON = 1;

    private static final int BROKEN = 2;

    @Mixin
    private Folders folders;

    private final Function<Config, AdminDesk> desks;

    private final PrintStream out;

    private final PrintStream err;

    ConfigReload(Function<Config, AdminDesk> desks, PrintStream out, PrintStream err) {
        this.desks = desks;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            Optional<List<String>> mistakes = desk.reload(System.getProperty("user.name", "unknown"));
            if (mistakes.isEmpty()) {
                err.println("triaged: no daemon runs on "
                        + Terminal.escape(config.dataFolder().toString()) + "; it reads conf when it starts");
                return NO_DAEMON;
            }
            mistakes.get().forEach(mistake -> err.println(Terminal.escape(mistake)));
            if (!mistakes.get().isEmpty()) {
                return BROKEN;
            }
            out.println("the daemon works by the conf it has just read");
            return 0;
        }
    }
}
