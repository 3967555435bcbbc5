package org.triaged.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.mail.MessageId;
import org.triaged.triage.Replies;
import org.triaged.triage.ReplyState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the verbs of {@code replies} share that decide about a mail. */
final class RepliesDeed {

    @Mixin
    private final RepliesDesk desk;

    @Mixin
    private final Format format = new Format();

    @Parameters(paramLabel = "REPORT", description = "Report id of the mail, T- and ten characters.")
    private String report;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    private String reason;

    private final Replies.Deed deed;

    private final PrintStream out;

    RepliesDeed(RepliesDesk desk, Replies.Deed deed, PrintStream out) {
        this.desk = desk;
        this.deed = deed;
        this.out = out;
    }

    int done(Optional<MessageId> proof) {
        boolean json = format.json();
        if (reason.isBlank()) {
            throw desk.mistake("--reason: say why, for the audit");
        }
        Replies.Reply reply = desk.ask(replies -> {
            Replies.Reply before = desk.demand(replies, report);
            if (!replies.act(deed, report, reason, proof)) {
                throw desk.mistake(refusal(desk.demand(replies, report), before));
            }
            return desk.demand(replies, report);
        });
        Utf8.print(
                out,
                json
                        ? RepliesText.json(reply)
                        : reply.report() + " is " + deed.word() + " and now "
                                + reply.state().word() + "\n");
        return 0;
    }

    RepliesDesk desk() {
        return desk;
    }

    private String refusal(Replies.Reply now, Replies.Reply before) {
        if (deed.to() == ReplyState.READY && !now.readable()) {
            return report
                    + " was made again from the send journal, which does not hold what it said; nothing can be sent";
        }
        String states = deed.from().stream().sorted().map(ReplyState::word).collect(Collectors.joining(" or "));
        return report + " is " + now.state().word()
                + (now.state() == before.state() ? "" : " since a moment ago")
                + ", and only what is " + states + " can be " + deed.word() + "; 'triaged replies show " + report
                + "' says more";
    }
}
