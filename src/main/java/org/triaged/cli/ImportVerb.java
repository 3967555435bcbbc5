package org.triaged.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.triage.Events;
import org.triaged.triage.Import;
import org.triaged.triage.Import.Taken;
import org.triaged.triage.Ledger.Holdings;
import org.triaged.triage.MailFiles;
import org.triaged.triage.WatchedList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code import}. */
@Command(
        name = "import",
        description = {
            "Keeps the mails of an archive in the database, and judges them by the policy of their time. None of them is"
                    + " ever answered. What is stored already is left alone, so an import that was stopped or killed is"
                    + " taken up by the same command.",
            "",
            "A SOURCE is an mbox, an .eml, a folder of them, a Maildir, any of these as .gz, a public-inbox repository"
                    + " (of version 1 or 2, read by git), or - for standard input.",
            "",
            "Exit status: 0 done; 2 usage or configuration; 3 a source could not be read, or not to its end, the others"
                    + " were; 70 internal; 73 a daemon is using the data folder; 74 it is damaged or incomplete;"
                    + " 75 stopped before the end, say it again to go on; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged import --data /var/lib/triaged --list qemu-devel 2025.mbox.gz",
            "  triaged import --list qemu-devel qemu-devel/git/0.git qemu-devel/git/1.git"
        })
final class ImportVerb implements Callable<Integer> {

    private static final int UNREADABLE = 3;

    private static final int STOPPED = 75;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
            names = "--list",
            paramLabel = "NAME",
            description = "The list the mails came by. Default: the only one in conf.")
    private String list;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "json: lines as in docs/import.schema.json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    @Option(names = "--mboxrd", description = "Undo the quoting of From lines in an mbox, as in mboxrd.")
    private boolean mboxrd;

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files, folders, repositories, or -.")
    private List<String> sources = List.of();

    private final Verbs.Importing importing;

    private final MailFiles files;

    private final PrintStream out;

    private final PrintStream err;

    private boolean unreadable;

    ImportVerb(Verbs.Importing importing, MailFiles files, PrintStream out, PrintStream err) {
        this.importing = importing;
        this.files = files;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (!List.of("text", "json").contains(format)) {
            throw new ParameterException(spec.commandLine(), "--format: '" + format + "' is not one of text, json");
        }
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        WatchedList into = listed(config);
        Logging.start(folders.conf());
        Instant begun = Instant.now();
        Events log = new LogEvents();
        Import opened = importing.open(config, event -> tellAlerts(log, event), files);
        try (Goodbye leaving = Goodbye.on(opened::leave, STOPPED);
                Import work = opened) {
            Holdings before = work.holdings(into.name());
            List<Taken> taken = take(work, into.name());
            judge(work, taken);
            Holdings gained = work.holdings(into.name()).since(before);
            ImportReport report =
                    new ImportReport(into.name(), taken, gained, Duration.between(begun, Instant.now()), work.left());
            Utf8.print(out, format.equals("json") ? report.json() : report.text());
            return work.left() ? STOPPED : unreadable ? UNREADABLE : 0;
        }
    }

    /** Of a hundred thousand series nobody wants a line each. */
    private static void tellAlerts(Events log, Events.Event event) {
        if (event.level() == Events.Level.ALERT) {
            log.tell(event);
        }
    }

    private WatchedList listed(Config config) {
        return new Known(config, spec)
                .fallback(Optional.ofNullable(list), config.lists())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--list: name the list the mails came by; there are "
                                + String.join(
                                        ", ",
                                        config.lists().stream()
                                                .map(WatchedList::name)
                                                .toList())));
    }

    private List<Taken> take(Import work, String into) {
        List<Taken> taken = new ArrayList<>();
        int all = kilobytes();
        int done = 0;
        try (LongWork bar = longWork("kB")) {
            for (String source : sources) {
                int before = done;
                try {
                    taken.add(work.take(
                            Asking.actor(), into, source, mboxrd, (some, of) -> bar.made(before + some, all)));
                } catch (MailFiles.Unreadable e) {
                    unreadable = true;
                    err.println("triaged: " + Terminal.escape(e.getMessage()));
                } catch (Import.Left e) {
                    return taken;
                }
                done += kilobytes(source);
            }
        }
        return taken;
    }

    private void judge(Import work, List<Taken> taken) {
        try (LongWork bar = longWork("mails")) {
            work.judge(taken.stream().mapToInt(Taken::fresh).sum(), bar);
        }
    }

    private LongWork longWork(String things) {
        return new LongWork(err, Screen.width() != Screen.UNLIMITED, things, InstantSource.system());
    }

    /** Of all sources; 0 when that cannot be known beforehand. */
    private int kilobytes() {
        boolean known = sources.stream().allMatch(source -> kilobytes(source) > 0);
        return known ? sources.stream().mapToInt(ImportVerb::kilobytes).sum() : 0;
    }

    private static int kilobytes(String source) {
        Path path = Path.of(source);
        if (source.equals(MailFiles.STANDARD_INPUT) || source.endsWith(".gz") || !Files.exists(path)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(path)) {
            long bytes = all.filter(file -> !file.toString().endsWith(".gz"))
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return (int) Math.min(Integer.MAX_VALUE, bytes >> 10);
        } catch (IOException e) {
            return 0;
        }
    }
}
