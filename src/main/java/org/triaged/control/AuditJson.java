package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.triaged.triage.AuditCheck;
import org.triaged.triage.JournalHead;

/** What a verification of the audit found, as JSON, there and back. */
final class AuditJson {

    private AuditJson() {}

    /** The fields of an object that is open. */
    static void write(AuditCheck check, JsonGenerator json) throws IOException {
        json.writeNumberField("rows", check.rows());
        json.writeStringField("head", check.head());
        json.writeNumberField("named", check.named());
        json.writeNumberField("forgotten", check.forgotten());
        if (check.broken().isPresent()) {
            json.writeNumberField("broken", check.broken().get().number());
            json.writeStringField("why", check.broken().get().why());
        }
        if (check.strange().isPresent()) {
            json.writeNumberField("line", check.strange().get().line());
            json.writeStringField("strange", check.strange().get().head());
        }
    }

    static AuditCheck read(JsonFields answer) throws Malformed {
        Optional<AuditCheck.Broken> broken = Optional.empty();
        if (answer.has("broken")) {
            broken = Optional.of(new AuditCheck.Broken(answer.number("broken"), answer.text("why")));
        }
        Optional<JournalHead> strange = Optional.empty();
        if (answer.has("strange")) {
            strange = Optional.of(new JournalHead(answer.number("line"), answer.text("strange")));
        }
        return new AuditCheck(
                answer.number("rows"),
                answer.text("head"),
                broken,
                answer.integer("named"),
                answer.integer("forgotten"),
                strange);
    }
}
