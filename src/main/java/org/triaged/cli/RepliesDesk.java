package org.triaged.cli;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Nearest;
import org.triaged.triage.Replies;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the verbs of {@code replies} find them: options they share, and what they answer to a report id that is not there. */
final class RepliesDesk {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    private final Function<Config, AdminDesk> desks;

    RepliesDesk(Function<Config, AdminDesk> desks) {
        this.desks = desks;
    }

    <T> T ask(Function<Replies, T> question) {
        return ask((desk, replies) -> question.apply(replies));
    }

    /** The same, with the desk. */
    <T> T ask(BiFunction<AdminDesk, Replies, T> question) {
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            return question.apply(desk, desk.replies(System.getProperty("user.name", "unknown")));
        }
    }

    /** That reply, or the nearest id. */
    Replies.Reply demand(Replies replies, String report) {
        return replies.replies(Replies.Choice.of(report)).stream()
                .findFirst()
                .orElseThrow(() -> mistake("no reply has the report id '" + report + "'"
                        + Optional.of(Nearest.hint(
                                        report,
                                        replies.replies(Replies.Choice.ALL).stream()
                                                .map(Replies.Reply::report)
                                                .toList()))
                                .filter(hint -> !hint.isEmpty())
                                .orElse("; 'triaged replies list' shows those that are there")));
    }

    ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
