package org.triaged;

import java.util.List;
import java.util.Map;
import org.triaged.cli.Verbs;
import org.triaged.config.Config;
import org.triaged.reply.MailAddress;
import org.triaged.store.DataFolder;
import org.triaged.store.Database;
import org.triaged.triage.FailPoint;
import org.triaged.triage.MailSource;
import org.triaged.triage.Selftest;

/** The selftest over a data folder that no daemon works in. Nothing is made, reconciled or noted. */
final class Checkup {

    private Checkup() {}

    static List<Selftest.Line> of(Config config) {
        Map<String, MailSource> sources = Foundation.sources(config, FailPoint.INERT);
        try (DataFolder folder = DataFolder.open(config.dataFolder(), config.keyFile(), false, FailPoint.INERT);
                Database database = Database.open(folder, Verbs.VERSION, FailPoint.INERT)) {
            return new Selftest(
                            config.lists(),
                            sources,
                            database.invariants(),
                            new MailAddress(config.ownAddress()),
                            config.caps(),
                            false,
                            TestSwitches.clock(config))
                    .run();
        }
    }
}
