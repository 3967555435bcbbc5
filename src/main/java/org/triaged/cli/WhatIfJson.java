package org.triaged.cli;

import java.util.List;
import java.util.Optional;
import org.triaged.triage.Difference;
import org.triaged.triage.Difference.Change;
import org.triaged.triage.Difference.Force;
import org.triaged.triage.Difference.Skip;
import org.triaged.triage.WhatIf;

/** The lines of {@code whatif --format json}: of each list its totals, then each change, then rules that could not tell. */
final class WhatIfJson {

    private WhatIfJson() {}

    static String lines(WhatIf question, List<Difference> differences) {
        StringBuilder lines = new StringBuilder();
        for (Difference one : differences) {
            lines.append(totals(question, one));
            one.changes().forEach(change -> lines.append(change(one, change)));
            one.skipped().forEach(skip -> lines.append(skip(one, skip)));
        }
        return lines.toString();
    }

    private static String totals(WhatIf question, Difference one) {
        return new JsonLine("whatif")
                .text("list", one.list())
                .text("profile", one.profile().value())
                .text("status", WhatIfText.word(one.status()))
                .time("since", question.since())
                .objects("in_force", one.inForce(), (judging, into) -> into.text(
                                "profile", judging.profile().value())
                        .number("series", judging.series()))
                .number("series", one.series())
                .number("unjudged", one.unjudged())
                .number("differing", one.differing())
                .number("findings_now", one.now().findings())
                .number("findings_then", one.then().findings())
                .number("speaking_now", one.now().speaking())
                .number("speaking_then", one.then().speaking())
                .number("kept", one.kept())
                .end();
    }

    private static String change(Difference one, Change change) {
        return new JsonLine("change")
                .text("list", one.list())
                .text("rule", change.rule().value())
                .text("change", change.kind())
                .object("from", change.from(), WhatIfJson::force)
                .object("to", change.to(), WhatIfJson::force)
                .number("count", change.count())
                .objects("examples", change.examples(), (example, into) -> into.time("date", example.date())
                        .text("subject", example.subject())
                        .id("message_id", Optional.of(example.mail())))
                .end();
    }

    private static void force(Force force, JsonLine into) {
        into.text("severity", force.severity().word())
                .text("weight", force.weight().word());
    }

    private static String skip(Difference one, Skip skip) {
        return new JsonLine("skipped")
                .text("list", one.list())
                .text("rule", skip.rule().value())
                .text("under", skip.then() ? "then" : "now")
                .text("reason", skip.reason())
                .number("series", skip.series())
                .end();
    }
}
