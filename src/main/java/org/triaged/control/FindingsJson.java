package org.triaged.control;

import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.RuleId;
import org.triaged.triage.Demotion;
import org.triaged.triage.FindingId;
import org.triaged.triage.Findings;
import org.triaged.triage.Findings.Dismissal;

/** What is done to findings and rules, as JSON, there and back. */
final class FindingsJson {

    private FindingsJson() {}

    /** The answer to such a request. */
    static String dismissed(Findings findings, JsonFields request) throws Malformed {
        FindingId finding =
                FindingId.of(request.text("finding")).orElseThrow(() -> new Malformed("'finding' is no name of one"));
        Optional<Dismissal> done =
                findings.dismiss(finding, request.word("as", Findings.Kind.class), request.text("why"), proof(request));
        return JsonFields.line(json -> {
            json.writeBooleanField("done", done.isPresent());
            Optional<Demotion> demoted = done.flatMap(Dismissal::demoted);
            if (demoted.isPresent()) {
                json.writeObjectFieldStart("demoted");
                json.writeStringField("list", demoted.get().list());
                json.writeStringField("rule", demoted.get().rule().value());
                json.writeStringField("cause", demoted.get().cause());
                json.writeStringField("said", demoted.get().said());
                json.writeStringField("at", demoted.get().at().toString());
                json.writeEndObject();
            } else {
                json.writeNullField("demoted");
            }
        });
    }

    static String restored(Findings findings, JsonFields request) throws Malformed {
        boolean done = findings.restore(request.text("rule"), request.text("list"), request.text("why"));
        return JsonFields.line(json -> json.writeBooleanField("done", done));
    }

    static Optional<Dismissal> dismissal(JsonFields answer) throws Malformed {
        if (!answer.flag("done")) {
            return Optional.empty();
        }
        Optional<JsonFields> demoted = answer.maybeObject("demoted");
        return Optional.of(
                new Dismissal(demoted.isPresent() ? Optional.of(demotion(demoted.get())) : Optional.empty()));
    }

    private static Demotion demotion(JsonFields json) throws Malformed {
        return new Demotion(
                json.text("list"),
                new RuleId(json.text("rule")),
                json.text("cause"),
                json.text("said"),
                json.instant("at"));
    }

    private static Optional<MessageId> proof(JsonFields request) throws Malformed {
        try {
            return request.maybeText("proof").map(MessageId::new);
        } catch (IllegalArgumentException e) {
            throw new Malformed("'proof' is no Message-ID", e);
        }
    }
}
