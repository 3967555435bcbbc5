package org.triaged.cli;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.triaged.triage.KnownFinding;
import org.triaged.triage.Records;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Retraction;
import org.triaged.triage.SqlReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code replies draft}. */
@Command(
        name = "draft",
        description = {
            "Prints a mail that a person may send after one of ours that was wrong: set its findings aside first, as"
                    + " false-positive. Nothing is sent. The audit keeps that it was drafted. JSON is as in"
                    + " docs/draft.schema.json.",
            "",
            "Exit status: 0 done; 2 no such reply, nobody got it, nothing in it was wrong, or " + Asking.OTHER_STATUS
        },
        footer = {"", "Example: triaged replies draft T-jyj7qfnwub"})
final class RepliesDraft implements Callable<Integer> {

    private static final Set<ReplyState> MAY_HAVE_LEFT =
            EnumSet.of(ReplyState.SENT, ReplyState.SEEN, ReplyState.UNKNOWN, ReplyState.HELD);

    @Mixin
    private final RepliesDesk desk;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "REPORT", description = "Report id of the mail, T- and ten characters.")
    private String report;

    private final Function<SqlReader, Records> records;

    private final PrintStream out;

    RepliesDraft(RepliesDesk desk, Function<SqlReader, Records> records, PrintStream out) {
        this.desk = desk;
        this.records = records;
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean json = format.json();
        Retraction draft = desk.ask((open, replies) -> {
            Replies.Reply reply = desk.demand(replies, report);
            if (!MAY_HAVE_LEFT.contains(reply.state())) {
                throw desk.mistake(report + " is " + reply.state().word()
                        + ": nobody got it, so there is nothing to take" + " back");
            }
            Retraction made = Retraction.of(reply, told(records.apply(open), reply))
                    .orElseThrow(() -> desk.mistake("nothing in " + report
                            + " was set aside as a false positive; 'triaged"
                            + " findings list --spoken --series " + reply.root() + "' names what it tells, and 'triaged"
                            + " findings dismiss ID --as false-positive --reason TEXT' sets it aside"));
            replies.drafted(report);
            return made;
        });
        Utf8.print(out, json ? json(draft) : text(draft));
        return 0;
    }

    private static List<KnownFinding> told(Records records, Replies.Reply reply) {
        KnownFinding.Choice choice = new KnownFinding.Choice(
                Optional.empty(),
                Optional.empty(),
                Optional.of(reply.list()),
                Optional.of(reply.root()),
                true,
                Replies.MOST);
        return records.findings(choice).stream()
                .filter(finding ->
                        finding.report().filter(reply.report()::equals).isPresent())
                .toList();
    }

    private static String text(Retraction draft) {
        return "To: " + Terminal.escape(String.join(", ", draft.to())) + "\nSubject: "
                + Terminal.escape(draft.subject())
                + "\nIn-Reply-To: <" + Terminal.escape(draft.answers()) + ">\n\n"
                + draft.text().lines().map(line -> Terminal.escape(line) + "\n").reduce("", String::concat);
    }

    private static String json(Retraction draft) {
        return new JsonLine("draft")
                .text("report", draft.report())
                .texts("to", draft.to())
                .text("subject", draft.subject())
                .text("in_reply_to", draft.answers())
                .text("text", draft.text())
                .end();
    }
}
