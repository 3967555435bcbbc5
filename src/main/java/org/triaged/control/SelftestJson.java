package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.triaged.triage.Invariant;
import org.triaged.triage.Selftest;
import org.triaged.triage.Selftest.Outcome;

/** The lines of a selftest as JSON, there and back. */
final class SelftestJson {

    private SelftestJson() {}

    /** A field of an object that is open. */
    static void write(List<Selftest.Line> lines, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("selftest");
        for (Selftest.Line line : lines) {
            json.writeStartObject();
            json.writeStringField("invariant", line.invariant().name());
            json.writeStringField("outcome", line.outcome().name());
            json.writeArrayFieldStart("rows");
            for (String row : line.rows()) {
                json.writeString(row);
            }
            json.writeEndArray();
            json.writeStringField("next", line.next());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Selftest.Line> read(JsonFields answer) throws Malformed {
        List<Selftest.Line> lines = new ArrayList<>();
        for (JsonFields line : answer.objects("selftest")) {
            lines.add(new Selftest.Line(
                    line.word("invariant", Invariant.class),
                    line.word("outcome", Outcome.class),
                    line.texts("rows"),
                    line.text("next")));
        }
        return List.copyOf(lines);
    }
}
