package org.triaged.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.triaged.mail.MessageId;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Findings;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code findings dismiss}. */
@Command(
        name = "dismiss",
        description = {
            "Sets one finding aside. It stays on record, with who set it aside, when and why; nothing is mailed. What its"
                    + " rule finds in the same patch later, in whatever version, is recorded and not told, and a reply"
                    + " that waits ends when all it tells is set aside. Three false positives of a rule within 30 days"
                    + " on a list, or fewer than 95 of 100 right ones among its last 20 that were told, take its voice"
                    + " on that list.",
            "",
            "Exit status: 0 done; 2 no such finding, it was set aside before, or " + Asking.OTHER_STATUS
        },
        footer = {
            "",
            "Examples:",
            "  triaged findings dismiss 4711.0 --as false-positive --reason \"the line is there\"",
            "  triaged findings dismiss 4711.1 --as override --reason \"a maintainer lets it pass\" --mail ID@host"
        })
final class FindingsDismiss implements Callable<Integer> {

    @Mixin
    private final FindingsDesk desk;

    @Mixin
    private final Format format = new Format();

    @Option(
            names = "--as",
            paramLabel = "KIND",
            required = true,
            description =
                    "false-positive: the rule was wrong; override: it was right, and the list lets it pass; settled:"
                            + " people have dealt with it.")
    private String as;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String reason;

    @Option(names = "--mail", paramLabel = "MESSAGE-ID", description = "The mail that shows it.")
    private String mail;

    private final PrintStream out;

    FindingsDismiss(FindingsDesk desk, PrintStream out) {
        this.desk = desk;
        this.out = out;
    }

    private record Done(KnownFinding finding, Findings.Dismissal dismissal) {}

    @Override
    public Integer call() {
        boolean json = format.json();
        Findings.Kind kind = kind();
        if (reason.isBlank()) {
            throw desk.mistake("--reason: say why, for the audit");
        }
        Optional<MessageId> proof = proof();
        Done done = desk.ask((open, finding) -> dismiss(open, finding, kind, proof));
        Utf8.print(out, json ? FindingsText.json(done.finding()) : text(done));
        return 0;
    }

    private Done dismiss(AdminDesk open, KnownFinding finding, Findings.Kind kind, Optional<MessageId> proof) {
        Optional<Findings.Dismissal> dismissal =
                open.findings(Asking.actor()).dismiss(finding.id(), kind, reason, proof);
        KnownFinding now = desk.find(open, finding.id());
        return dismissal
                .map(made -> new Done(now, made))
                .orElseThrow(() -> desk.mistake("finding " + finding.id() + " "
                        + now.dismissed()
                                .map(before -> "was set aside before, as " + before.as() + " by " + before.by() + " at "
                                        + before.at() + ": " + before.why())
                                .orElse("cannot be set aside, for nobody knows which change it is about")));
    }

    private static String text(Done done) {
        KnownFinding finding = done.finding();
        return finding.id() + " (" + Terminal.escape(finding.rule()) + ") is set aside as "
                + finding.dismissed().map(KnownFinding.Dismissed::as).orElseThrow() + "\n"
                + done.dismissal()
                        .demoted()
                        .map(demoted -> "rule " + demoted.rule() + " records only on list "
                                + Terminal.escape(demoted.list()) + " from now on: " + demoted.said() + "\n"
                                + "when it is right again: " + Terminal.escape(demoted.restoring()) + "\n")
                        .orElse("");
    }

    private Findings.Kind kind() {
        List<String> words =
                Arrays.stream(Findings.Kind.values()).map(Findings.Kind::word).toList();
        return Arrays.stream(Findings.Kind.values())
                .filter(kind -> kind.word().equals(as))
                .findFirst()
                .orElseThrow(() -> desk.mistake(
                        "--as: '" + as + "' is not one of " + String.join(", ", words) + Nearest.hint(as, words)));
    }

    private Optional<MessageId> proof() {
        try {
            return Optional.ofNullable(mail).map(AuditChoice::bare).map(MessageId::new);
        } catch (IllegalArgumentException e) {
            throw desk.mistake(
                    "--mail: '" + mail + "' is no Message-ID; write it as it stands in the header of the mail");
        }
    }
}
