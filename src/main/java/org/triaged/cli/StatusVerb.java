package org.triaged.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code status}. */
@Command(
        name = "status",
        description = {
            "How everything stands, on one screen: lists, polls, replies, brakes, space, and what needs a person.",
            "",
            "Exit status: 0 all is well; 1 something needs a person, and the output says what and what to do; 2 usage or"
                    + " configuration; 70 internal; 73 another process has the data folder and does not answer; 74 the"
                    + " data folder is damaged or empty; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged status --conf /etc/triaged --data /var/lib/triaged",
            "  triaged status --format json"
        })
final class StatusVerb implements Callable<Integer> {

    private static final int A_PERSON_IS_NEEDED = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "json: one object, as in docs/status.schema.json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    private final Function<Config, AdminDesk> desks;

    private final PrintStream out;

    private final Paint paint;

    StatusVerb(Function<Config, AdminDesk> desks, PrintStream out, Paint paint) {
        this.desks = desks;
        this.out = out;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        if (!List.of("text", "json").contains(format)) {
            throw new ParameterException(spec.commandLine(), "--format: '" + format + "' is not one of text, json");
        }
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            Status status = desk.status();
            Utf8.print(
                    out,
                    format.equals("json")
                            ? StatusLines.json(status)
                            : new StatusLines(status, paint).text(Screen.width()));
            return status.needs().isEmpty() ? 0 : A_PERSON_IS_NEEDED;
        }
    }
}
