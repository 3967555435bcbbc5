package org.triaged.cli;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a verb asks the running daemon, or the database itself when none runs; the same for every verb that does. */
final class Asking {

    /** What every verb that asks may end with, beside what it says of itself. */
    static final String OTHER_STATUS =
            "2 usage or configuration; 70 internal; 73 another process has the data folder and"
                    + " does not answer; 74 it is damaged or holds nothing; 75 the daemon cannot answer now; 77 no permission.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    private final Function<Config, AdminDesk> desks;

    Asking(Function<Config, AdminDesk> desks) {
        this.desks = desks;
    }

    /** What the desk answers; it is closed by then. */
    <T> T ask(Function<AdminDesk, T> question) {
        return ask((config, desk) -> question.apply(desk));
    }

    /** The same, of a question that needs to know the conf. */
    <T> T ask(BiFunction<Config, AdminDesk, T> question) {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            return question.apply(config, desk);
        }
    }

    /** What is on record there. */
    <T> T ask(Function<SqlReader, Records> records, Function<Records, T> question) {
        return ask(desk -> question.apply(records.apply(desk)));
    }

    /** The admin, where the kernel does not say it. */
    static String actor() {
        return System.getProperty("user.name", "unknown");
    }

    ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
