package org.triaged.cli;

import java.io.PrintStream;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Records;
import org.triaged.triage.SqlReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code findings} needs a verb after it. */
@Command(
        name = "findings",
        mixinStandardHelpOptions = true,
        description = "What was found in the mails, and what admins made of it.")
final class FindingsVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb is missing after 'findings': "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    static CommandLine with(Function<Config, AdminDesk> desks, Function<SqlReader, Records> records, PrintStream out) {
        return new CommandLine(new FindingsVerb())
                .addSubcommand(new FindingsList(new Asking(desks), records, out))
                .addSubcommand(new FindingsShow(new FindingsDesk(new Asking(desks), records), out))
                .addSubcommand(new FindingsDismiss(new FindingsDesk(new Asking(desks), records), out))
                .addSubcommand(new FindingsRestore(new Asking(desks), records, out));
    }
}
