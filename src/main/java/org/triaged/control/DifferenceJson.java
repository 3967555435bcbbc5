package org.triaged.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.mail.MessageId;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleId;
import org.triaged.policy.Severity;
import org.triaged.policy.Weight;
import org.triaged.triage.Difference;
import org.triaged.triage.Difference.Change;
import org.triaged.triage.Difference.Example;
import org.triaged.triage.Difference.Force;
import org.triaged.triage.Difference.InForce;
import org.triaged.triage.Difference.Skip;
import org.triaged.triage.Difference.Total;
import org.triaged.triage.WhatIf;

/** What another profile would find, as JSON, there and back, and the question for it. */
final class DifferenceJson {

    private DifferenceJson() {}

    /** Fields of a request that is open. */
    static void write(WhatIf question, JsonGenerator json) throws IOException {
        json.writeStringField("profile", question.profile().value());
        json.writeStringField("since", question.since().map(Instant::toString).orElse(null));
        json.writeStringField("list", question.list().orElse(null));
        json.writeStringField("keep", question.keep().map(WhatIf.Keep::reason).orElse(null));
    }

    /** @param actor who asks */
    static WhatIf question(JsonFields request, String actor) throws Malformed {
        Optional<Instant> since =
                request.maybeText("since").isEmpty() ? Optional.empty() : Optional.of(request.instant("since"));
        return new WhatIf(
                profile(request.text("profile")),
                since,
                request.maybeText("list"),
                request.maybeText("keep").map(reason -> new WhatIf.Keep(actor, reason)));
    }

    /** A field of an object that is open. */
    static void write(List<Difference> differences, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("differences");
        for (Difference difference : differences) {
            json.writeStartObject();
            json.writeStringField("list", difference.list());
            json.writeStringField("profile", difference.profile().value());
            json.writeStringField("status", difference.status().name());
            json.writeArrayFieldStart("inForce");
            for (InForce one : difference.inForce()) {
                json.writeStartObject();
                json.writeStringField("profile", one.profile().value());
                json.writeNumberField("series", one.series());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("series", difference.series());
            json.writeNumberField("unjudged", difference.unjudged());
            json.writeNumberField("differing", difference.differing());
            json.writeNumberField("kept", difference.kept());
            write("now", difference.now(), json);
            write("then", difference.then(), json);
            json.writeArrayFieldStart("changes");
            for (Change change : difference.changes()) {
                write(change, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("skipped");
            for (Skip skip : difference.skipped()) {
                json.writeStartObject();
                json.writeStringField("rule", skip.rule().value());
                json.writeBooleanField("then", skip.then());
                json.writeStringField("reason", skip.reason());
                json.writeNumberField("series", skip.series());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Difference> differences(JsonFields answer) throws Malformed {
        List<Difference> differences = new ArrayList<>();
        for (JsonFields one : answer.objects("differences")) {
            differences.add(difference(one));
        }
        return List.copyOf(differences);
    }

    private static void write(String name, Total total, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("findings", total.findings());
        json.writeNumberField("speaking", total.speaking());
        json.writeEndObject();
    }

    private static void write(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", change.rule().value());
        write("from", change.from(), json);
        write("to", change.to(), json);
        json.writeNumberField("count", change.count());
        json.writeArrayFieldStart("examples");
        for (Example example : change.examples()) {
            json.writeStartObject();
            json.writeStringField("date", example.date().toString());
            json.writeStringField("subject", example.subject());
            json.writeStringField("mail", example.mail().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(String name, Optional<Force> force, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        if (force.isPresent()) {
            json.writeStartObject();
            json.writeStringField("severity", force.get().severity().name());
            json.writeStringField("weight", force.get().weight().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Difference difference(JsonFields one) throws Malformed {
        List<InForce> inForce = new ArrayList<>();
        for (JsonFields profile : one.objects("inForce")) {
            inForce.add(new InForce(profile(profile.text("profile")), profile.integer("series")));
        }
        List<Change> changes = new ArrayList<>();
        for (JsonFields change : one.objects("changes")) {
            changes.add(change(change));
        }
        List<Skip> skipped = new ArrayList<>();
        for (JsonFields skip : one.objects("skipped")) {
            skipped.add(new Skip(rule(skip), skip.flag("then"), skip.text("reason"), skip.integer("series")));
        }
        return new Difference(
                one.text("list"),
                profile(one.text("profile")),
                one.word("status", Profile.Status.class),
                inForce,
                one.integer("series"),
                one.integer("unjudged"),
                one.integer("differing"),
                total(one.object("now")),
                total(one.object("then")),
                changes,
                skipped,
                one.integer("kept"));
    }

    private static Change change(JsonFields one) throws Malformed {
        List<Example> examples = new ArrayList<>();
        for (JsonFields example : one.objects("examples")) {
            examples.add(new Example(example.instant("date"), example.text("subject"), mail(example.text("mail"))));
        }
        return new Change(rule(one), force(one, "from"), force(one, "to"), one.integer("count"), examples);
    }

    private static Optional<Force> force(JsonFields change, String name) throws Malformed {
        List<JsonFields> one = change.objects(name);
        return one.isEmpty()
                ? Optional.empty()
                : Optional.of(new Force(
                        one.get(0).word("severity", Severity.class), one.get(0).word("weight", Weight.class)));
    }

    private static Total total(JsonFields one) throws Malformed {
        return new Total(one.integer("findings"), one.integer("speaking"));
    }

    private static RuleId rule(JsonFields one) throws Malformed {
        try {
            return new RuleId(one.text("rule"));
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage(), e);
        }
    }

    private static ProfileId profile(String text) throws Malformed {
        try {
            return new ProfileId(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage(), e);
        }
    }

    private static MessageId mail(String text) throws Malformed {
        try {
            return new MessageId(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage(), e);
        }
    }
}
