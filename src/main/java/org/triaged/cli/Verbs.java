package org.triaged.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.triaged.config.Config;
import org.triaged.config.ConfigMistakes;
import org.triaged.config.PasswordFile;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.CannotStart;
import org.triaged.triage.Doctor;
import org.triaged.triage.Events;
import org.triaged.triage.Import;
import org.triaged.triage.MailFiles;
import org.triaged.triage.Records;
import org.triaged.triage.Restoring;
import org.triaged.triage.SqlReader;
import org.triaged.triage.TriageDaemon;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the verb, runs it, and turns whatever goes wrong into words and an exit status. */
@Command(
        name = "triaged",
        mixinStandardHelpOptions = true,
        version = Verbs.PRODUCT,
        description = {
            "The patch triage daemon: reads a mailing list, judges patches by the list's own policy, answers once."
        },
        synopsisSubcommandLabel = "VERB")
public final class Verbs implements Runnable {

    /** Kept with each judgement. */
    public static final String VERSION = "1.0";

    /** Name and version, as in every mail of ours. */
    public static final String PRODUCT = "triaged " + VERSION;

    private static final int USAGE = 2;

    private static final int INTERNAL = 70;

    private static final int NO_PERMISSION = 77;

    @Spec
    private CommandSpec spec;

    @Option(names = "-v", scope = CommandLine.ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    /** {@code config} needs a verb after it. */
    @Command(name = "config", mixinStandardHelpOptions = true, description = "About the configuration.")
    static final class ConfigVerbs implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a verb is missing after 'config': check, reload");
        }
    }

    /** {@code quarantine} needs a verb after it. */
    @Command(
            name = "quarantine",
            mixinStandardHelpOptions = true,
            description = "Mails that could not be read, or killed the process.")
    static final class QuarantineVerbs implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "a verb is missing after 'quarantine': list, show, retry, export");
        }
    }

    /** {@code db} needs a verb after it. */
    @Command(
            name = "db",
            mixinStandardHelpOptions = true,
            description = "The data folder as a whole: backups of it, and it from them.")
    static final class DbVerbs implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a verb is missing after 'db': backup, verify, restore");
        }
    }

    /**
     * What the verbs work with.
     *
     * @param daemon one that polls when it is told to
     * @param service the daemon at work; returns its exit status
     * @param desks who answers an admin
     * @param records what is on record where such a desk asks
     * @param importing who keeps archives
     */
    public record Wiring(
            BiFunction<Config, Events, TriageDaemon> daemon,
            ToIntBiFunction<Config, Events> service,
            Function<Config, AdminDesk> desks,
            Function<Config, Doctor> doctors,
            Restoring restoring,
            Function<SqlReader, Records> records,
            Importing importing) {}

    /** Opens what archives are kept with. */
    @FunctionalInterface
    public interface Importing {

        Import open(Config config, Events events, MailFiles files);
    }

    /** {@code audit} needs a verb after it. */
    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "Who did what, when and why, and whether that record is whole.")
    static final class AuditVerbs implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a verb is missing after 'audit': show, verify, export");
        }
    }

    /** Runs one command line and returns its exit status. Nothing is thrown. */
    public static int run(
            String[] arguments,
            Wiring wiring,
            MailFiles files,
            Optional<Path> sourceTree,
            PrintStream out,
            PrintStream err,
            boolean colour) {
        Verbs verbs = new Verbs();
        CommandLine line = new CommandLine(verbs);
        Catalogue all = new Catalogue(wiring, files, sourceTree, out, err, colour);
        all.asked(arguments).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((mistake, words) -> mistaken(mistake, err))
                .setExecutionExceptionHandler((failure, failed, parsed) -> verbs.explain(failure, err));
        line.getSubcommands().values().forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // The JVM's own status would be 1, which says of check that a reply is due.
            err.println(
                    "triaged: memory ran out (" + e.getClass().getSimpleName()
                            + "); nothing was lost. Give it fewer mails at a time, or more memory: java -Xmx512m -jar triaged.jar");
            return INTERNAL;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }

    /** As the library tells it, but an id that was copied from a mail may hold anything. */
    private static int mistaken(ParameterException mistake, PrintStream err) {
        PrintWriter writer = new PrintWriter(err, true);
        writer.println(Terminal.escapeKeeping("\n", mistake.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(mistake, writer)) {
            mistake.getCommandLine().usage(writer);
        }
        return USAGE;
    }

    private int explain(Exception failure, PrintStream err) {
        if (verbose) {
            failure.printStackTrace(err);
        }
        if (failure instanceof ConfigMistakes mistakes) {
            mistakes.mistakes().forEach(mistake -> err.println(Terminal.escape(mistake.toString())));
            return USAGE;
        }
        if (failure instanceof CannotStart start) {
            err.println("triaged: " + Terminal.escape(failure.getMessage()));
            return start.exitStatus();
        }
        if (failure instanceof PasswordFile.Refused) {
            err.println("triaged: " + Terminal.escape(failure.getMessage()));
            return NO_PERMISSION;
        }
        err.println("triaged: internal fault: " + Terminal.escape(failure.toString())
                + "; nothing was lost, the next run goes on. -v shows where; please report it");
        return INTERNAL;
    }
}
