package org.triaged.cli;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Pedals;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the verbs about brakes find them: options they share, and a reason that must say something. */
final class PedalsDesk {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String reason;

    private final Function<Config, AdminDesk> desks;

    PedalsDesk(Function<Config, AdminDesk> desks) {
        this.desks = desks;
    }

    /** The question is given the brakes and the reason. */
    <T> T ask(BiFunction<Pedals, String, T> question) {
        if (reason.isBlank()) {
            throw mistake("--reason: say why, for the audit");
        }
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            return question.apply(desk.pedals(System.getProperty("user.name", "unknown")), reason);
        }
    }

    ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
