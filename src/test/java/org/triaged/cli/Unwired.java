package org.triaged.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.BackupFacts;
import org.triaged.triage.Records;
import org.triaged.triage.Restoring;
import org.triaged.triage.SqlReader;

/** What verbs work with that open no database: a verb that asks for one has failed its test. */
public final class Unwired {

    private static final Restoring NO_RESTORING = new Restoring() {
        @Override
        public BackupFacts verify(Path backup) {
            throw new IllegalStateException("this verb opens no backup");
        }

        @Override
        public BackupFacts restore(Path backup, Path folder, Optional<Path> keyFile) {
            throw new IllegalStateException("this verb makes no data folder");
        }
    };

    private Unwired() {}

    public static Verbs.Wiring wiring() {
        return asking(config -> {
            throw new IllegalStateException("this verb opens no database");
        });
    }

    static Verbs.Wiring asking(Function<Config, AdminDesk> desks) {
        return asking(desks, reader -> {
            throw new IllegalStateException("this verb asks for no record");
        });
    }

    /** For verbs that ask what is on record. */
    public static Verbs.Wiring asking(Function<Config, AdminDesk> desks, Function<SqlReader, Records> records) {
        return new Verbs.Wiring(
                (config, events) -> {
                    throw new IllegalStateException("this verb runs no daemon");
                },
                (config, events) -> {
                    throw new IllegalStateException("this verb runs no daemon");
                },
                desks,
                config -> {
                    throw new IllegalStateException("this verb asks no doctor");
                },
                NO_RESTORING,
                records,
                (config, events, files) -> {
                    throw new IllegalStateException("this verb keeps no archive");
                });
    }
}
