package org.triaged.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replies} needs a verb after it. */
@Command(name = "replies", mixinStandardHelpOptions = true, description = "About the mails that the daemon sends.")
final class RepliesVerb implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb is missing after 'replies': "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
