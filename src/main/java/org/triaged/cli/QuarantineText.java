package org.triaged.cli;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.triaged.triage.Quarantine.Mail;

/** Mails in quarantine as people and programs read them. */
final class QuarantineText {

    private static final List<String> NAMES =
            List.of("id", "list", "cause", "since", "attempts", "bytes", "sender", "subject");

    private static final List<Boolean> TO_THE_RIGHT = List.of(true, false, false, false, true, true, false, false);

    private QuarantineText() {}

    static String table(List<Mail> mails, int width) {
        if (mails.isEmpty()) {
            return "nothing is in quarantine\n";
        }
        TextTable table = new TextTable(NAMES, TO_THE_RIGHT);
        for (Mail mail : mails) {
            table.add(List.of(
                    Long.toString(mail.id()),
                    mail.list(),
                    mail.cause(),
                    mail.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                    Integer.toString(mail.attempts()),
                    Long.toString(mail.size()),
                    mail.senderAddress().orElse(""),
                    mail.subject().orElse("")));
        }
        return table.text(width);
    }

    /** A line a fact. */
    static String facts(Mail mail) {
        StringBuilder text = new StringBuilder();
        fact(text, "mail", Long.toString(mail.id()));
        fact(text, "list", mail.list());
        fact(text, "cause", mail.cause());
        fact(text, "since", mail.since().truncatedTo(ChronoUnit.SECONDS).toString());
        fact(text, "attempts", Integer.toString(mail.attempts()));
        fact(text, "arrival", mail.arrival().truncatedTo(ChronoUnit.SECONDS).toString());
        fact(text, "bytes", Long.toString(mail.size()));
        fact(text, "message-id", mail.messageId().orElse("not read"));
        fact(
                text,
                "sender",
                (mail.senderName().orElse("") + " " + mail.senderAddress().orElse("")).strip());
        fact(text, "subject", mail.subject().orElse("not read"));
        return text.toString();
    }

    /** One object. */
    static String json(Mail mail) {
        return new JsonLine("quarantined")
                .number("id", mail.id())
                .text("list", mail.list())
                .text("cause", mail.cause())
                .time("since", mail.since())
                .number("attempts", mail.attempts())
                .time("arrival", mail.arrival())
                .number("bytes", mail.size())
                .text("message_id", mail.messageId())
                .text("sender_name", mail.senderName())
                .text("sender_address", mail.senderAddress())
                .text("subject", mail.subject())
                .end();
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append(String.format("%-12s", name)).append(Terminal.escape(value)).append('\n');
    }
}
