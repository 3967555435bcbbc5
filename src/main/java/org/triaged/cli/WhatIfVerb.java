package org.triaged.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.report.WhatIfPage;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Difference;
import org.triaged.triage.Events;
import org.triaged.triage.FiledComparison;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.MailFiles;
import org.triaged.triage.MailReading;
import org.triaged.triage.WatchedList;
import org.triaged.triage.WhatIf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code whatif}. */
@Command(
        name = "whatif",
        description = {
            "What would another profile find? Judges series again, by the policy in force and by that profile, and tells"
                    + " which findings would appear, vanish or change. Nobody is mailed, and nothing is stored unless you"
                    + " say --keep.",
            "",
            "Without a SOURCE it judges the mails in the database; a running daemon does it, and reads the profile from"
                    + " its conf folder anew. With SOURCEs (an mbox, an .eml, a folder of them, a Maildir, any of these as"
                    + " .gz, or - for standard input) it judges those, and opens no database.",
            "",
            "Exit status: 0 done, whatever was found; 2 usage or configuration; 3 a file could not be read, the others were"
                    + " judged; 70 internal; 73 another process has the data folder and does not answer; 74 it is damaged"
                    + " or holds nothing; 75 the daemon cannot answer now; 77 no permission."
        },
        footer = {
            "",
            "Examples:",
            "  triaged whatif --policy qemu/2026-05-draft --since 2026-06-01",
            "  triaged whatif --policy qemu/2025-09-rfc --html rfc.html list.mbox",
            "  triaged whatif --policy qemu/2026-05-draft --keep --reason \"asked for on the list\""
        })
final class WhatIfVerb implements Callable<Integer> {

    private static final int UNREADABLE = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Mixin
    private final Since since = new Since();

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "PROFILE",
            description = "The other profile, PROJECT/VERSION; a draft may be tried, too.")
    private String policy;

    @Option(
            names = "--list",
            paramLabel = "NAME",
            description = "This list alone; of a SOURCE also the list of mail whose header names none.")
    private String list;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "json: lines as in docs/whatif.schema.json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    @Mixin
    private final HtmlFile html = new HtmlFile();

    @Option(
            names = "--keep",
            description =
                    "Also keep what that profile finds, in the views shadow_findings and shadow_change, and note it in"
                            + " the audit. Of the database alone; demands --reason.")
    private boolean keep;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is kept.")
    private String reason = "";

    @Option(names = "--mboxrd", description = "Undo the quoting of From lines in a SOURCE, as in mboxrd.")
    private boolean mboxrd;

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Files and folders of mail, or -.")
    private List<String> sources = List.of();

    private final Function<Config, AdminDesk> desks;

    private final MailFiles files;

    private final PrintStream out;

    private final PrintStream err;

    private final Paint paint;

    private boolean unreadable;

    WhatIfVerb(Function<Config, AdminDesk> desks, MailFiles files, PrintStream out, PrintStream err, Paint paint) {
        this.desks = desks;
        this.files = files;
        this.out = out;
        this.err = err;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        if (!List.of("text", "json").contains(format)) {
            throw mistake("--format: '" + format + "' is not one of text, json");
        }
        Optional<WhatIf.Keep> keeping = keeping();
        Optional<Instant> from = since.instant();
        html.demandPlace();
        Config config = ConfigLoader.load(folders.conf(), folders.data());
        Known known = new Known(config, spec);
        Optional<String> only = Optional.ofNullable(list);
        only.ifPresent(name -> known.list("--list", name, config.lists()));
        WhatIf question = new WhatIf(known.profile("--policy", policy), from, only, keeping);
        List<Difference> differences;
        try (ProgressBar bar =
                new ProgressBar(err, Screen.width() != Screen.UNLIMITED, "series", InstantSource.system())) {
            differences = sources.isEmpty() ? ofDatabase(config, question, bar) : ofFiles(config, question, bar);
        }
        Utf8.print(
                out,
                format.equals("json")
                        ? WhatIfJson.lines(question, differences)
                        : new WhatIfText(paint).of(question, differences, Screen.width()));
        html.write(() -> WhatIfPage.of(question, differences, Instant.now(), Verbs.PRODUCT));
        return unreadable ? UNREADABLE : 0;
    }

    private Optional<WhatIf.Keep> keeping() {
        if (keep && !sources.isEmpty()) {
            throw mistake("--keep: what is judged from a SOURCE has no database to be kept in; leave the SOURCE out");
        }
        if (keep && reason.isBlank() || !keep && !reason.isEmpty()) {
            throw mistake("--keep and --reason go together: the audit says why it was kept");
        }
        return keep ? Optional.of(new WhatIf.Keep(Asking.actor(), reason)) : Optional.empty();
    }

    private List<Difference> ofDatabase(Config config, WhatIf question, ProgressBar bar) {
        Logging.start(folders.conf());
        try (AdminDesk desk = desks.apply(config)) {
            return desk.whatIf(question, bar);
        }
    }

    private List<Difference> ofFiles(Config config, WhatIf question, ProgressBar bar) {
        FreshMaintainers maintainers = new FreshMaintainers(new MaintainersOnDisk(), told(err));
        List<WatchedList> lists =
                config.lists().stream().map(maintainers::knowing).toList();
        FiledComparison comparison = new FiledComparison(
                lists,
                new Known(config, spec).fallback(question.list(), lists),
                config.ownAddress(),
                new MailReading(Limits.DEFAULT));
        for (String source : sources) {
            try {
                files.read(source, mboxrd, comparison::take);
            } catch (MailFiles.Unreadable e) {
                unreadable = true;
                err.println("triaged: " + Terminal.escape(e.getMessage()));
            }
        }
        return comparison.answer(question, config.policies(), bar);
    }

    /** For verbs that have no log. */
    static Events told(PrintStream err) {
        return event -> err.println(
                "triaged: " + Terminal.escape(String.join(" ", event.fields().values())));
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
