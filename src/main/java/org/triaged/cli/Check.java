package org.triaged.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.config.Config;
import org.triaged.config.ConfigLoader;
import org.triaged.config.MaintainersOnDisk;
import org.triaged.mail.Limits;
import org.triaged.policy.Policies;
import org.triaged.policy.Scope;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.triage.Examination;
import org.triaged.triage.Examination.Examined;
import org.triaged.triage.FreshMaintainers;
import org.triaged.triage.MailFiles;
import org.triaged.triage.MailFiles.FiledMail;
import org.triaged.triage.MailReading;
import org.triaged.triage.WatchedList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code check}. */
@Command(
        name = "check",
        description = {
            "Judges mail without a server or a database: what the daemon would find, and what it would reply.",
            "",
            "A SOURCE is an mbox, an .eml, a folder of them, a Maildir, any of these as .gz, or - for standard input.",
            "",
            "Exit status: 0 nothing to reply; 1 at least one reply would be written; 2 usage or configuration;"
                    + " 3 a file could not be read."
        },
        footer = {
            "",
            "Examples:",
            "  git format-patch --stdout origin/master.. | triaged check -",
            "  triaged check --format json --now 2026-11-22T12:00:00Z list.mbox"
        })
final class Check implements Callable<Integer> {

    private static final int A_REPLY_IS_DUE = 1;

    private static final int UNREADABLE = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(names = "--list", paramLabel = "NAME", description = "List of mail whose header names none.")
    private String list;

    @Option(names = "--policy", paramLabel = "PROFILE", description = "Judge by this profile, whatever the date.")
    private String policy;

    @Option(
            names = "--scope",
            paramLabel = "auto|ours|foreign",
            description = "Whose tree the series are for. Default: ${DEFAULT-VALUE}, by the list's table.",
            defaultValue = "auto")
    private String scope;

    @Option(names = "--each", description = "Judge each SOURCE by itself, in one process.")
    private boolean each;

    @Option(names = "--now", paramLabel = "TIME", description = "Instant of judging. Default: the youngest arrival.")
    private String now;

    @Option(names = "--mboxrd", description = "Undo the quoting of From lines, as in mboxrd.")
    private boolean mboxrd;

    @Option(
            names = "--hook",
            paramLabel = "FILE",
            description = "For git's sendemail-validate: one file and no SOURCE; silent when nothing would be replied.")
    private String hook;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format;

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Files and folders of mail, or -.")
    private List<String> sources = List.of();

    private final MailFiles files;

    private final PrintStream out;

    private final PrintStream err;

    private final Paint paint;

    private boolean unreadable;

    Check(MailFiles files, PrintStream out, PrintStream err, Paint paint) {
        this.files = files;
        this.out = out;
        this.err = err;
        this.paint = paint;
    }

    @Override
    public Integer call() {
        List<String> arguments = arguments();
        Optional<Instant> instant = instant();
        Examination examination = examination(ConfigLoader.load(folders.conf(), folders.data()));
        boolean due = false;
        for (List<String> body : each ? arguments.stream().map(List::of).toList() : List.of(arguments)) {
            Examined examined = examination.examine(read(body), instant);
            due |= examined.series().stream()
                    .flatMap(seen -> seen.answer().stream())
                    .anyMatch(answer -> answer.withheld().isEmpty());
            print(examined, each ? Optional.of(body.get(0)) : Optional.empty());
        }
        return unreadable ? UNREADABLE : due ? A_REPLY_IS_DUE : 0;
    }

    private List<String> arguments() {
        choice("--format", format, List.of("text", "json"));
        choice("--scope", scope, List.of("auto", "ours", "foreign"));
        if (hook != null && !sources.isEmpty() || hook == null && sources.isEmpty()) {
            throw mistake(hook == null ? "a SOURCE is missing: a file, a folder, or -" : "--hook takes no SOURCE");
        }
        return hook == null ? sources : List.of(hook);
    }

    private void choice(String option, String given, List<String> allowed) {
        if (!allowed.contains(given)) {
            throw mistake(option + ": '" + given + "' is not one of " + String.join(", ", allowed));
        }
    }

    private Optional<Instant> instant() {
        try {
            return Optional.ofNullable(now).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw mistake("--now: '" + now + "' is not a time like 2026-11-22T12:00:00Z");
        }
    }

    private List<FiledMail> read(List<String> body) {
        List<FiledMail> mails = new ArrayList<>();
        for (String argument : body) {
            try {
                files.read(argument, mboxrd, mails::add);
            } catch (MailFiles.Unreadable e) {
                unreadable = true;
                err.println("triaged: " + Terminal.escape(e.getMessage()));
            }
        }
        return mails;
    }

    private void print(Examined examined, Optional<String> source) {
        if (format.equals("json")) {
            CheckJson json = new CheckJson(source);
            StringBuilder lines = new StringBuilder();
            examined.mails().forEach(mail -> lines.append(json.mail(mail)));
            examined.series().forEach(seen -> json.all(seen, lines));
            printUtf8(lines.toString());
        } else if (hook == null) {
            printUtf8(new CheckText(paint).of(examined));
        } else {
            printUtf8(new HookText().of(examined));
        }
    }

    private void printUtf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private Examination examination(Config config) {
        FreshMaintainers maintainers = new FreshMaintainers(new MaintainersOnDisk(), WhatIfVerb.told(err));
        List<WatchedList> lists = config.lists().stream()
                .map(known -> maintainers.knowing(pinned(known, config)))
                .toList();
        Optional<WatchedList> fallback = new Known(config, spec).fallback(Optional.ofNullable(list), lists);
        Sender sender = new Sender(
                new MailAddress(config.ownAddress()),
                new MailAddress(config.owner()),
                Verbs.PRODUCT,
                new ReplyIds(new byte[32]));
        return new Examination(lists, fallback, sender, new MailReading(Limits.DEFAULT), forced());
    }

    private Optional<Scope> forced() {
        return switch (scope) {
            case "ours" -> Optional.of(Scope.OURS);
            case "foreign" -> Optional.of(Scope.FOREIGN);
            default -> Optional.empty();
        };
    }

    private WatchedList pinned(WatchedList known, Config config) {
        if (policy == null) {
            return known;
        }
        return known.following(new Policies.Following.Pin(new Known(config, spec).profile("--policy", policy)));
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
