package org.triaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.store.AskedRecords;
import org.triaged.store.Restore;
import org.triaged.triage.Doorbell;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Import;
import org.triaged.triage.MailFiles;
import org.triaged.triage.TriageDaemon;
import org.triaged.triage.UseCases;

/** Builds the daemon, by hand, and hands it to the verb that was asked for. */
final class Main {

    static final Verbs.Wiring WIRING = new Verbs.Wiring(
            Main::wire,
            Service::run,
            Desks::open,
            Consulting::doctor,
            new Restore(Verbs.VERSION),
            reader -> new AskedRecords(reader, InstantSource.system()),
            Main::importing);

    private Main() {}

    public static void main(String[] arguments) {
        Optional<Path> sourceTree = Optional.ofNullable(System.getProperty("triaged.home"))
                .map(Path::of)
                .filter(home -> Files.isDirectory(home.resolve("conf")));
        boolean colour = System.console() != null && System.getenv("NO_COLOR") == null;
        System.exit(Verbs.run(
                arguments, WIRING, new MailFilesOnDisk(System.in), sourceTree, System.out, System.err, colour));
    }

    /** A daemon over an open database, reconciled with its journal and ready for its first round. */
    static TriageDaemon wire(Config config, Events events) {
        return daemon(Foundation.lay(config, events, FailPoint.INERT), config, Optional.empty());
    }

    private static Import importing(Config config, Events events, MailFiles files) {
        Foundation foundation = Foundation.lay(config, events, FailPoint.INERT);
        try {
            return foundation.importing(files);
        } catch (RuntimeException | Error e) {
            foundation.close();
            throw e;
        }
    }

    /** @param doorbell empty: folders are polled, and not watched */
    static TriageDaemon daemon(Foundation foundation, Config config, Optional<Doorbell> doorbell) {
        try {
            UseCases useCases = foundation.useCases(config, doorbell);
            return new TriageDaemon(useCases, foundation.database().reader(), foundation.stop(), foundation);
        } catch (RuntimeException | Error e) {
            foundation.close();
            throw e;
        }
    }
}
