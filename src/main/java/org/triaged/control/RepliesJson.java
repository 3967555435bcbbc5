package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.triage.Replies;
import org.triaged.triage.Replies.Choice;
import org.triaged.triage.Replies.Reply;
import org.triaged.triage.ReplyState;

/** Our mails, choices among them and what is done to them, as JSON, there and back. */
final class RepliesJson {

    private RepliesJson() {}

    /** The answer to such a request. */
    static String found(Replies replies, JsonFields request) throws Malformed {
        List<Reply> found = replies.replies(choice(request));
        return JsonFields.line(json -> write(found, json));
    }

    static String raw(Replies replies, JsonFields request) throws Malformed {
        Optional<byte[]> raw = replies.raw(request.text("report"));
        return JsonFields.line(json -> json.writeStringField(
                "raw", raw.map(Base64.getEncoder()::encodeToString).orElse(null)));
    }

    static String act(Replies replies, JsonFields request) throws Malformed {
        boolean done = replies.act(
                request.word("deed", Replies.Deed.class), request.text("report"), request.text("why"), proof(request));
        return JsonFields.line(json -> json.writeBooleanField("done", done));
    }

    static String drafted(Replies replies, JsonFields request) throws Malformed {
        boolean done = replies.drafted(request.text("report"));
        return JsonFields.line(json -> json.writeBooleanField("done", done));
    }

    static Optional<byte[]> bytes(JsonFields answer) throws Malformed {
        try {
            return answer.maybeText("raw").map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw new Malformed("'raw' is not base64", e);
        }
    }

    /** Fields of a request that is open. */
    static void write(Choice choice, JsonGenerator json) throws IOException {
        json.writeStringField("report", choice.report().orElse(null));
        json.writeStringField("list", choice.list().orElse(null));
        json.writeStringField("since", choice.since().map(Object::toString).orElse(null));
        json.writeStringField("author", choice.author().orElse(null));
        json.writeStringField("rule", choice.rule().orElse(null));
        json.writeStringField("state", choice.state().map(ReplyState::name).orElse(null));
        json.writeNumberField("limit", choice.limit());
    }

    static List<Reply> replies(JsonFields answer) throws Malformed {
        List<Reply> replies = new ArrayList<>();
        for (JsonFields reply : answer.objects("replies")) {
            replies.add(new Reply(
                    reply.text("report"),
                    reply.text("kind"),
                    reply.text("list"),
                    reply.text("mode"),
                    reply.word("state", ReplyState.class),
                    reply.text("reason"),
                    reply.text("messageId"),
                    reply.text("root"),
                    reply.integer("version"),
                    reply.text("anchor"),
                    reply.text("title"),
                    reply.maybeText("authorName"),
                    reply.maybeText("authorAddress"),
                    reply.texts("rules"),
                    reply.texts("recipients"),
                    reply.integer("attempts"),
                    reply.text("serverLine"),
                    reply.maybeText("proof"),
                    reply.instant("composed"),
                    reply.instant("changed"),
                    reply.flag("readable")));
        }
        return List.copyOf(replies);
    }

    private static Choice choice(JsonFields request) throws Malformed {
        return new Choice(
                request.maybeText("report"),
                request.maybeText("list"),
                request.maybeInstant("since"),
                request.maybeText("author"),
                request.maybeText("rule"),
                request.maybeText("state").isPresent()
                        ? Optional.of(request.word("state", ReplyState.class))
                        : Optional.empty(),
                request.integer("limit"));
    }

    private static Optional<MessageId> proof(JsonFields request) throws Malformed {
        try {
            return request.maybeText("proof").map(MessageId::new);
        } catch (IllegalArgumentException e) {
            throw new Malformed("'proof' is no Message-ID", e);
        }
    }

    private static void write(List<Reply> replies, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("replies");
        for (Reply reply : replies) {
            json.writeStartObject();
            json.writeStringField("report", reply.report());
            json.writeStringField("kind", reply.kind());
            json.writeStringField("list", reply.list());
            json.writeStringField("mode", reply.mode());
            json.writeStringField("state", reply.state().name());
            json.writeStringField("reason", reply.reason());
            json.writeStringField("messageId", reply.messageId());
            json.writeStringField("root", reply.root());
            json.writeNumberField("version", reply.version());
            json.writeStringField("anchor", reply.anchor());
            json.writeStringField("title", reply.title());
            json.writeStringField("authorName", reply.authorName().orElse(null));
            json.writeStringField("authorAddress", reply.authorAddress().orElse(null));
            texts("rules", reply.rules(), json);
            texts("recipients", reply.recipients(), json);
            json.writeNumberField("attempts", reply.attempts());
            json.writeStringField("serverLine", reply.serverLine());
            json.writeStringField("proof", reply.proof().orElse(null));
            json.writeStringField("composed", reply.composed().toString());
            json.writeStringField("changed", reply.changed().toString());
            json.writeBooleanField("readable", reply.readable());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
