package org.triaged.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.policy.Profile;
import org.triaged.triage.Difference;
import org.triaged.triage.Difference.Change;
import org.triaged.triage.Difference.Example;
import org.triaged.triage.Difference.Force;
import org.triaged.triage.Difference.Skip;
import org.triaged.triage.WhatIf;

/** What {@code whatif} tells people: of each list the totals, a table of what would change, and examples. */
final class WhatIfText {

    private final Paint paint;

    WhatIfText(Paint paint) {
        this.paint = paint;
    }

    String of(WhatIf question, List<Difference> differences, int width) {
        StringBuilder text = new StringBuilder();
        differences.forEach(one -> list(question, one, width, text));
        return text.append(
                        question.keep().isPresent()
                                ? "Nobody was mailed. What " + question.profile()
                                        + " finds is kept in the views shadow_findings and shadow_change.\n"
                                : "Nobody was mailed, and nothing was stored.\n")
                .toString();
    }

    static String word(Profile.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private void list(WhatIf question, Difference one, int width, StringBuilder text) {
        text.append(paint.bold(one.list())).append(" by ").append(one.profile());
        text.append(" (").append(word(one.status())).append(')');
        question.since()
                .ifPresent(since -> text.append(", from ").append(day(since)).append(" on"));
        text.append("\n\n");
        List<String> lines = new ArrayList<>();
        String now = one.inForce().stream()
                .map(judging -> judging.profile() + " " + judging.series())
                .collect(Collectors.joining(", "));
        lines.add("  series judged              " + one.series() + (now.isEmpty() ? "" : "   now by " + now));
        if (one.unjudged() > 0) {
            lines.add("  series left out            " + one.unjudged() + "   a fault of ours; please report it");
        }
        lines.add("  series that would differ   " + one.differing());
        lines.add("  findings                   " + one.now().findings() + " -> "
                + one.then().findings());
        lines.add("  series that may get mail   " + one.now().speaking() + " -> "
                + one.then().speaking());
        if (question.keep().isPresent()) {
            lines.add("  judgements kept            " + one.kept() + "   of the others the same was known");
        }
        lines.forEach(line -> text.append(line).append('\n'));
        text.append('\n');
        if (one.changes().isEmpty()) {
            text.append("  ").append(paint.green("nothing would change")).append("\n\n");
        } else {
            text.append(table(one.changes(), width)).append('\n');
            one.changes().forEach(change -> examples(change, text));
            text.append('\n');
        }
        silences(one).forEach(text::append);
        text.append(one.skipped().isEmpty() ? "" : "\n");
    }

    private static String table(List<Change> changes, int width) {
        TextTable table = new TextTable(
                List.of("rule", "would", "from", "to", "findings"), List.of(false, false, false, false, true));
        changes.forEach(change -> table.add(List.of(
                change.rule().value(),
                would(change),
                force(change.from()),
                force(change.to()),
                Integer.toString(change.count()))));
        return table.text(width);
    }

    private void examples(Change change, StringBuilder text) {
        text.append(paint.bold(change.rule().value()))
                .append(" would ")
                .append(would(change))
                .append(
                        change.kind().equals("changes")
                                ? ", " + force(change.from()) + " to " + force(change.to())
                                : "")
                .append(", for example\n");
        for (Example example : change.examples()) {
            text.append("  ")
                    .append(day(example.date()))
                    .append("  ")
                    .append(Terminal.escape(example.subject()))
                    .append("\n              <")
                    .append(Terminal.escape(example.mail().value()))
                    .append(">\n");
        }
    }

    /** A line each; a rule that can tell by neither has one. */
    private static List<String> silences(Difference one) {
        List<String> lines = new ArrayList<>();
        for (Skip skip : one.skipped()) {
            Skip mirror = new Skip(skip.rule(), !skip.then(), skip.reason(), skip.series());
            boolean both = one.skipped().contains(mirror);
            if (!both || !skip.then()) {
                String side = both ? "either" : skip.then() ? one.profile().value() : "the policy in force";
                lines.add("  " + skip.rule() + " cannot tell in " + skip.series() + " series, by " + side + ": "
                        + Terminal.escape(skip.reason()) + "\n");
            }
        }
        return lines;
    }

    private static String would(Change change) {
        return change.from().isEmpty() ? "appear" : change.to().isEmpty() ? "vanish" : "change";
    }

    private static String force(Optional<Force> force) {
        return force.map(one -> one.severity().word() + ", " + one.weight().word())
                .orElse("");
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
