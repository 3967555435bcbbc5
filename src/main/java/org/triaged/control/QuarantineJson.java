package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.Quarantine.Choice;
import org.triaged.triage.Quarantine.Mail;

/** Mails in quarantine, and choices among them, as JSON, there and back. */
final class QuarantineJson {

    private QuarantineJson() {}

    /** A field of an object that is open. */
    static void write(List<Mail> mails, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("quarantine");
        for (Mail mail : mails) {
            json.writeStartObject();
            json.writeNumberField("id", mail.id());
            json.writeStringField("list", mail.list());
            json.writeStringField("cause", mail.cause());
            json.writeStringField("messageId", mail.messageId().orElse(null));
            json.writeStringField("subject", mail.subject().orElse(null));
            json.writeStringField("senderName", mail.senderName().orElse(null));
            json.writeStringField("senderAddress", mail.senderAddress().orElse(null));
            json.writeNumberField("size", mail.size());
            json.writeStringField("arrival", mail.arrival().toString());
            json.writeStringField("since", mail.since().toString());
            json.writeNumberField("attempts", mail.attempts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Mail> mails(JsonFields answer) throws Malformed {
        List<Mail> mails = new ArrayList<>();
        for (JsonFields mail : answer.objects("quarantine")) {
            mails.add(new Mail(
                    mail.number("id"),
                    mail.text("list"),
                    mail.text("cause"),
                    mail.maybeText("messageId"),
                    mail.maybeText("subject"),
                    mail.maybeText("senderName"),
                    mail.maybeText("senderAddress"),
                    mail.number("size"),
                    mail.instant("arrival"),
                    mail.instant("since"),
                    mail.integer("attempts")));
        }
        return List.copyOf(mails);
    }

    /** Two fields of a request that is open. */
    static void write(Choice choice, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("mails");
        for (long mail : choice.mails()) {
            json.writeString(Long.toString(mail));
        }
        json.writeEndArray();
        json.writeStringField("cause", choice.cause().orElse(null));
    }

    static Choice choice(JsonFields request) throws Malformed {
        List<Long> mails = new ArrayList<>();
        for (String mail : request.texts("mails")) {
            mails.add(number(mail));
        }
        Optional<String> cause = request.maybeText("cause");
        return new Choice(mails, cause);
    }

    private static long number(String text) throws Malformed {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Malformed("'mails' holds no number", e);
        }
    }
}
