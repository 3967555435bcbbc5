package org.triaged.cli;

import java.io.PrintStream;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Records;
import org.triaged.triage.Replies.Deed;
import org.triaged.triage.SqlReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replies} needs a verb after it. */
@Command(name = "replies", mixinStandardHelpOptions = true, description = "Our mails: where they stand, what they say.")
final class RepliesVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb is missing after 'replies': "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    static CommandLine with(
            Function<Config, AdminDesk> desks, Function<SqlReader, Records> records, PrintStream out, Paint paint) {
        return new CommandLine(new RepliesVerb())
                .addSubcommand(new RepliesList(new RepliesDesk(desks), out, paint))
                .addSubcommand(new RepliesShow(new RepliesDesk(desks), out))
                .addSubcommand(new RepliesPreview(new RepliesDesk(desks), out))
                .addSubcommand(new RepliesApprove(deed(desks, Deed.APPROVE, out)))
                .addSubcommand(new RepliesRelease(deed(desks, Deed.RELEASE, out)))
                .addSubcommand(new RepliesDiscard(deed(desks, Deed.DISCARD, out)))
                .addSubcommand(new RepliesConfirm(deed(desks, Deed.CONFIRM, out)))
                .addSubcommand(new RepliesResume(new PedalsDesk(desks), out))
                .addSubcommand(new RepliesStop(new PedalsDesk(desks), out))
                .addSubcommand(new RepliesRevive(new PedalsDesk(desks), out))
                .addSubcommand(new RepliesNocopy(new PedalsDesk(desks), out))
                .addSubcommand(new RepliesDraft(new RepliesDesk(desks), records, out))
                .addSubcommand(new CommandLine(new RepliesJournal())
                        .addSubcommand(new RepliesJournalRebuild(new PedalsDesk(desks), out)));
    }

    private static RepliesDeed deed(Function<Config, AdminDesk> desks, Deed deed, PrintStream out) {
        return new RepliesDeed(new RepliesDesk(desks), deed, out);
    }
}
