package org.triaged.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replies journal} needs a verb after it. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "The send journal, when it was lost or broken.")
final class RepliesJournal implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing after 'journal': rebuild");
    }
}
