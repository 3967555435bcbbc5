package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.triage.Caps;
import org.triaged.triage.Mode;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Status;

/** A status as JSON, there and back. */
final class StatusJson {

    private StatusJson() {}

    /** The fields of an object that is open. */
    static void write(Status status, JsonGenerator json) throws IOException {
        json.writeStringField("at", status.at().toString());
        number(json, "daemon", status.daemon());
        json.writeStringField("data", status.dataFolder());
        json.writeArrayFieldStart("lists");
        for (Status.OfList list : status.lists()) {
            json.writeStartObject();
            write(list, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("replies");
        for (ReplyState state : ReplyState.values()) {
            if (status.replies().containsKey(state)) {
                json.writeNumberField(state.name(), status.replies().get(state));
            }
        }
        json.writeEndObject();
        json.writeNumberField("toRead", status.toRead());
        json.writeNumberField("toJudge", status.toJudge());
        json.writeNumberField("quarantined", status.quarantined());
        oldest(status.oldest(), json);
        json.writeStringField("brake", status.brake().orElse(null));
        json.writeNumberField("inHour", status.sent().inHour());
        json.writeNumberField("inDay", status.sent().inDay());
        json.writeNumberField("perHour", status.sent().caps().perHour());
        json.writeNumberField("perDay", status.sent().caps().perDay());
        json.writeNumberField("database", status.space().database());
        json.writeNumberField("free", status.space().free());
        json.writeArrayFieldStart("needs");
        for (Status.Need need : status.needs()) {
            json.writeStartObject();
            json.writeStringField("what", need.what());
            json.writeStringField("next", need.next());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Status read(JsonFields json) throws Malformed {
        List<Status.OfList> lists = new ArrayList<>();
        for (JsonFields list : json.objects("lists")) {
            lists.add(ofList(list));
        }
        Map<ReplyState, Integer> replies = new EnumMap<>(ReplyState.class);
        JsonFields states = json.object("replies");
        for (ReplyState state : ReplyState.values()) {
            if (states.has(state.name())) {
                replies.put(state, states.integer(state.name()));
            }
        }
        List<Status.Need> needs = new ArrayList<>();
        for (JsonFields need : json.objects("needs")) {
            needs.add(new Status.Need(need.text("what"), need.text("next")));
        }
        Optional<JsonFields> oldest = json.maybeObject("oldest");
        return new Status(
                json.instant("at"),
                json.maybeNumber("daemon"),
                json.text("data"),
                lists,
                replies,
                json.integer("toRead"),
                json.integer("toJudge"),
                json.integer("quarantined"),
                oldest.isPresent() ? Optional.of(waiting(oldest.get())) : Optional.empty(),
                json.maybeText("brake"),
                new Status.Sent(
                        json.integer("inHour"),
                        json.integer("inDay"),
                        new Caps(json.integer("perHour"), json.integer("perDay"))),
                new Status.Space(json.number("database"), json.number("free")),
                needs);
    }

    private static void write(Status.OfList list, JsonGenerator json) throws IOException {
        json.writeStringField("name", list.name());
        json.writeStringField("mode", list.mode().name());
        json.writeStringField("account", list.account());
        json.writeStringField("folder", list.folder());
        json.writeBooleanField("polled", list.polled());
        json.writeStringField("profile", list.profile());
        json.writeStringField("lastPoll", list.lastPoll().map(Instant::toString).orElse(null));
        json.writeNumberField("waiting", list.waiting());
        json.writeNumberField("unseen", list.unseen());
        json.writeNumberField("held", list.held());
        json.writeNumberField("quarantined", list.quarantined());
    }

    private static Status.OfList ofList(JsonFields json) throws Malformed {
        return new Status.OfList(
                json.text("name"),
                json.word("mode", Mode.class),
                json.text("account"),
                json.text("folder"),
                json.flag("polled"),
                json.text("profile"),
                json.maybeInstant("lastPoll"),
                json.integer("waiting"),
                json.integer("unseen"),
                json.integer("held"),
                json.integer("quarantined"));
    }

    private static void oldest(Optional<Status.Waiting> oldest, JsonGenerator json) throws IOException {
        if (oldest.isEmpty()) {
            json.writeNullField("oldest");
            return;
        }
        json.writeObjectFieldStart("oldest");
        json.writeStringField("report", oldest.get().report());
        json.writeStringField("list", oldest.get().list());
        json.writeStringField("state", oldest.get().state().name());
        json.writeStringField("since", oldest.get().since().toString());
        json.writeEndObject();
    }

    private static Status.Waiting waiting(JsonFields json) throws Malformed {
        return new Status.Waiting(
                json.text("report"), json.text("list"), json.word("state", ReplyState.class), json.instant("since"));
    }

    private static void number(JsonGenerator json, String name, Optional<Long> number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.get());
        } else {
            json.writeNullField(name);
        }
    }
}
