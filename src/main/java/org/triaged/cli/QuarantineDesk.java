package org.triaged.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Quarantine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the verbs of {@code quarantine} find it: options they share, and what they answer to a number that is not there. */
final class QuarantineDesk {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    private final Function<Config, AdminDesk> desks;

    QuarantineDesk(Function<Config, AdminDesk> desks) {
        this.desks = desks;
    }

    <T> T ask(Function<Quarantine, T> question) {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            return question.apply(desk.quarantine(System.getProperty("user.name", "unknown")));
        }
    }

    /** Returns when all of these are among the others. */
    void demand(List<Long> wanted, List<Quarantine.Mail> found) {
        List<Long> there = found.stream().map(Quarantine.Mail::id).toList();
        List<Long> missing = wanted.stream().filter(id -> !there.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw notThere(missing);
        }
    }

    ParameterException notThere(List<Long> mails) {
        return mistake("not in quarantine: mail "
                + mails.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "; 'triaged quarantine list' shows what is");
    }

    ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
