package org.triaged.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.triaged.triage.KnownFinding;

/** Findings as people and programs read them. */
final class FindingsText {

    private static final List<String> NAMES =
            List.of("finding", "judged", "list", "rule", "part", "told in", "dismissed", "title");

    private static final List<Boolean> TO_THE_RIGHT = List.of(false, false, false, false, true, false, false, false);

    private FindingsText() {}

    static String table(List<KnownFinding> findings, int width) {
        if (findings.isEmpty()) {
            return "no finding fits\n";
        }
        TextTable table = new TextTable(NAMES, TO_THE_RIGHT);
        for (KnownFinding finding : findings) {
            table.add(List.of(
                    finding.id().toString(),
                    time(finding.judgedAt()),
                    finding.list(),
                    finding.rule(),
                    finding.part().map(String::valueOf).orElse(""),
                    finding.told() ? finding.report().orElse("") : "",
                    finding.dismissed().map(KnownFinding.Dismissed::as).orElse(""),
                    finding.title()));
        }
        return table.text(width);
    }

    /** A line a fact. */
    static String facts(KnownFinding finding) {
        StringBuilder text = new StringBuilder();
        fact(text, "finding", finding.id().toString());
        fact(text, "list", finding.list());
        fact(text, "rule", finding.rule());
        fact(text, "severity", finding.severity() + ", the list's weight " + finding.weight());
        fact(text, "told", told(finding));
        fact(text, "evidence", finding.evidence());
        fact(text, "trailer", finding.key());
        fact(text, "note", finding.note());
        fact(text, "about", part(finding) + finding.about());
        fact(text, "series", finding.series());
        fact(text, "title", finding.title());
        fact(text, "version", "v" + finding.version());
        fact(text, "author", author(finding));
        fact(text, "profile", finding.profile());
        fact(text, "judged", time(finding.judgedAt()) + (finding.newest() ? "" : ", and again since"));
        finding.dismissed().ifPresent(dismissed -> {
            fact(
                    text,
                    "dismissed",
                    "as " + dismissed.as() + " by " + dismissed.by() + " at " + time(dismissed.at()) + ": "
                            + dismissed.why());
            fact(text, "proof", dismissed.proof());
        });
        return text.toString();
    }

    /** One object, as in docs/findings.schema.json. */
    static String json(KnownFinding finding) {
        return new JsonLine("finding")
                .text("finding", finding.id().toString())
                .text("list", finding.list())
                .text("series", finding.series())
                .text("title", finding.title())
                .number("version", finding.version())
                .text("author_name", finding.authorName())
                .text("author_address", finding.authorAddress())
                .text("rule", finding.rule())
                .text("severity", finding.severity())
                .text("weight", finding.weight())
                .flag("told", finding.told())
                .text("report", finding.report())
                .number("part", finding.part())
                .text("about", finding.about())
                .text("evidence", finding.evidence())
                .text("trailer_key", finding.key())
                .text("note", finding.note())
                .text("profile", finding.profile())
                .time("judged_at", finding.judgedAt())
                .flag("newest", finding.newest())
                .object("dismissed", finding.dismissed(), FindingsText::dismissed)
                .end();
    }

    static void dismissed(KnownFinding.Dismissed dismissed, JsonLine into) {
        into.text("as", dismissed.as())
                .text("by", dismissed.by())
                .time("at", dismissed.at())
                .text("reason", dismissed.why())
                .text("proof", Optional.of(dismissed.proof()).filter(proof -> !proof.isEmpty()));
    }

    private static String told(KnownFinding finding) {
        return finding.told() ? "in " + finding.report().orElse("a mail that is lost") : "no";
    }

    private static String part(KnownFinding finding) {
        return finding.part()
                .map(number -> (number == 0 ? "the cover" : "part " + number) + ", ")
                .orElse("");
    }

    private static String author(KnownFinding finding) {
        String address = finding.authorAddress().isEmpty() ? "" : " <" + finding.authorAddress() + ">";
        return (finding.authorName() + address).strip();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void fact(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(String.format("%-11s", name))
                    .append(Terminal.escape(value))
                    .append('\n');
        }
    }
}
