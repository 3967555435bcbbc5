package org.triaged.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Replies.Reply;
import org.triaged.triage.ReplyState;

/** Our mails as people and programs read them. */
final class RepliesText {

    private static final List<String> NAMES = List.of("report", "list", "state", "since", "author", "rules", "title");

    private static final List<Boolean> TO_THE_RIGHT = List.of(false, false, false, false, false, false, false);

    private RepliesText() {}

    static String table(List<Reply> replies, int width, Paint paint) {
        if (replies.isEmpty()) {
            return "no reply fits\n";
        }
        TextTable table = new TextTable(NAMES, TO_THE_RIGHT);
        for (Reply reply : replies) {
            table.add(List.of(
                    reply.report(),
                    reply.list(),
                    state(reply),
                    time(reply.changed()),
                    reply.authorAddress().orElse(""),
                    String.join(", ", reply.rules()),
                    reply.title()));
        }
        return coloured(table.text(width), replies, paint);
    }

    /** What waits for a person stands out. */
    private static String coloured(String text, List<Reply> replies, Paint paint) {
        List<String> urgent = replies.stream()
                .filter(reply -> needsSomebody(reply.state()))
                .map(Reply::report)
                .toList();
        StringBuilder painted = new StringBuilder();
        text.lines()
                .forEach(line -> painted.append(urgent.stream().anyMatch(line::startsWith) ? paint.yellow(line) : line)
                        .append('\n'));
        return painted.toString();
    }

    private static boolean needsSomebody(ReplyState state) {
        return switch (state) {
            case WAITING, HELD, FAILED, UNKNOWN -> true;
            case RECORDED, WRITTEN, READY, SENDING, SENT, SEEN, SUPPRESSED, EXPIRED, DISCARDED -> false;
        };
    }

    /** A line a fact. */
    static String facts(Reply reply) {
        StringBuilder text = new StringBuilder();
        fact(text, "report", reply.report());
        fact(text, "list", reply.list());
        fact(text, "kind", reply.kind());
        fact(text, "mode", reply.mode());
        fact(text, "state", reply.state().word());
        fact(text, "because", reply.reason());
        fact(text, "since", time(reply.changed()));
        fact(text, "composed", time(reply.composed()));
        fact(text, "title", reply.title());
        fact(text, "version", "v" + reply.version());
        fact(text, "author", author(reply));
        fact(text, "rules", String.join(", ", reply.rules()));
        fact(text, "goes to", String.join(", ", reply.recipients()));
        fact(text, "answers", reply.anchor());
        fact(text, "series", reply.root());
        fact(text, "message-id", reply.messageId());
        fact(text, "attempts", Integer.toString(reply.attempts()));
        fact(text, "server", reply.serverLine());
        fact(text, "proof", reply.proof().orElse(""));
        return text.toString();
    }

    /** One object, as in docs/replies.schema.json. */
    static String json(Reply reply) {
        return new JsonLine("reply")
                .text("report", reply.report())
                .text("list", reply.list())
                .text("kind", reply.kind())
                .text("mode", reply.mode())
                .text("state", reply.state().word())
                .text("reason", Optional.of(reply.reason()).filter(text -> !text.isEmpty()))
                .time("since", reply.changed())
                .time("composed", reply.composed())
                .text("title", reply.title())
                .number("version", reply.version())
                .text("author_name", reply.authorName())
                .text("author_address", reply.authorAddress())
                .texts("rules", reply.rules())
                .texts("recipients", reply.recipients())
                .text("anchor", reply.anchor())
                .text("root", reply.root())
                .text("message_id", reply.messageId())
                .number("attempts", reply.attempts())
                .text("server_line", Optional.of(reply.serverLine()).filter(text -> !text.isEmpty()))
                .text("proof", reply.proof())
                .flag("readable", reply.readable())
                .end();
    }

    private static String state(Reply reply) {
        return reply.state().word() + (reply.kind().equals("shadow") ? " (shadow)" : "");
    }

    private static String author(Reply reply) {
        return (reply.authorName().orElse("")
                        + reply.authorAddress()
                                .map(address -> " <" + address + ">")
                                .orElse(""))
                .strip();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void fact(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-12s", name))
                    .append(Terminal.escape(value))
                    .append('\n');
        }
    }
}
