package org.triaged.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triaged.triage.Difference;
import org.triaged.triage.Difference.Change;
import org.triaged.triage.Difference.Force;
import org.triaged.triage.WhatIf;

/** What another profile would find, as one page: for each list the totals, a chart with its numbers, and examples. */
public final class WhatIfPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #57606a; --rule: #d0d7de;
              --appear: #b35900; --vanish: #1a7f37; --change: #0969da; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9aa4af;
              --rule: #3d444d; --appear: #f0a35e; --vanish: #56d364; --change: #79c0ff; } }
            body { color: var(--ink); background: var(--paper); font: 16px/1.5 sans-serif; margin: 0 auto; padding: 16px;
              max-width: 60rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1rem 0; font-size: 0.9rem; overflow-wrap: normal; }
            th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--rule); }
            td.number, th.number { text-align: right; }
            svg { width: 100%%; max-width: 420px; height: auto; }
            svg text { fill: var(--ink); font: 12px sans-serif; } svg text.heading { font-weight: bold; }
            rect.appears { fill: var(--appear); } rect.vanishes { fill: var(--vanish); } rect.changes { fill: var(--change); }
            .faint { color: var(--faint); } li { margin-bottom: 0.5rem; }
            @media (max-width: 30rem) { table { font-size: 0.8rem; } th, td { padding-right: 6px; } }
            @media print { body { max-width: none; } }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder page = new StringBuilder();

    private WhatIfPage() {}

    /** @param made when the answer was; @param product whose page it is */
    public static String of(WhatIf question, List<Difference> differences, Instant made, String product) {
        WhatIfPage page = new WhatIfPage();
        String title = "What if " + question.profile() + " were in force?";
        page.page.append(HEAD.formatted(Html.text(title)));
        page.line("h1", title);
        page.line(
                "p",
                "Series were judged twice, by the policy in force and by this profile"
                        + question.since()
                                .map(since -> ", from " + day(since) + " on")
                                .orElse("")
                        + ". Nobody was mailed"
                        + (question.keep().isPresent()
                                ? "; what this profile finds was kept beside what was judged before."
                                : ", and nothing was stored."));
        differences.forEach(page::list);
        page.page
                .append("<p class=\"faint\">")
                .append(Html.text(product + ", " + made.truncatedTo(ChronoUnit.SECONDS)))
                .append("</p>\n</body>\n</html>\n");
        return page.page.toString();
    }

    private void list(Difference one) {
        line(
                "h2",
                one.list() + " by " + one.profile() + " (" + one.status().name().toLowerCase(Locale.ROOT) + ")");
        totals(one);
        if (one.changes().isEmpty()) {
            line("p", "Nothing would change.");
        } else {
            page.append(chart(one.changes()));
            changes(one.changes());
            one.changes().forEach(this::examples);
        }
        one.skipped()
                .forEach(skip -> line(
                        "p",
                        skip.rule() + " cannot tell in " + skip.series() + " series "
                                + (skip.then() ? "by " + one.profile() : "by the policy in force") + ": "
                                + skip.reason()));
    }

    /** A bar for what becomes of a rule, however many ways of it the table tells. */
    private static String chart(List<Change> changes) {
        Map<List<String>, Integer> bars = new LinkedHashMap<>();
        changes.forEach(
                change -> bars.merge(List.of(change.rule().value(), change.kind()), change.count(), Integer::sum));
        BarChart chart = new BarChart("What would change, by rule", "findings");
        bars.forEach((bar, count) -> chart.add(bar.get(0) + " " + bar.get(1), count, bar.get(1)));
        return chart.svg();
    }

    private void totals(Difference one) {
        page.append("<div class=\"scroll\"><table>\n");
        row("th", "", "now", "then");
        row("td", "findings", one.now().findings() + "", one.then().findings() + "");
        row(
                "td",
                "series that may get mail",
                one.now().speaking() + "",
                one.then().speaking() + "");
        page.append("</table></div>\n");
        String judging = one.inForce().stream()
                .map(inForce -> inForce.profile() + " " + inForce.series())
                .collect(Collectors.joining(", "));
        line(
                "p",
                one.series() + " series were judged" + (judging.isEmpty() ? "" : ", now by " + judging) + "; "
                        + one.differing() + " would differ."
                        + (one.unjudged() == 0
                                ? ""
                                : " " + one.unjudged() + " more could not be judged, for a fault of ours."));
    }

    private void changes(List<Change> changes) {
        page.append("<div class=\"scroll\"><table>\n");
        page.append("<tr><th>rule</th><th class=\"number\">findings</th><th></th><th>from</th><th>to</th></tr>\n");
        for (Change change : changes) {
            page.append("<tr><td>")
                    .append(Html.text(change.rule().value()))
                    .append("</td><td class=\"number\">")
                    .append(change.count())
                    .append("</td><td>")
                    .append(change.kind())
                    .append("</td><td>")
                    .append(force(change.from()))
                    .append("</td><td>")
                    .append(force(change.to()))
                    .append("</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void examples(Change change) {
        line("h3", label(change) + ": examples");
        page.append("<ul>\n");
        change.examples().forEach(example -> page.append("<li>")
                .append(day(example.date()))
                .append(" <bdi>")
                .append(Html.text(example.subject()))
                .append("</bdi><br><span class=\"faint\">&lt;")
                .append(Html.text(example.mail().value()))
                .append("&gt;</span></li>\n"));
        page.append("</ul>\n");
    }

    private void row(String cell, String... values) {
        page.append("<tr>");
        for (int at = 0; at < values.length; at++) {
            page.append("<").append(cell).append(at == 0 ? ">" : " class=\"number\">");
            page.append(Html.text(values[at])).append("</").append(cell).append(">");
        }
        page.append("</tr>\n");
    }

    private void line(String element, String text) {
        page.append('<').append(element).append('>').append(Html.text(text));
        page.append("</").append(element).append(">\n");
    }

    private static String label(Change change) {
        String how =
                change.kind().equals("changes") ? " from " + force(change.from()) + " to " + force(change.to()) : "";
        return change.rule() + " " + change.kind() + how;
    }

    private static String force(Optional<Force> force) {
        return force.map(one -> one.severity().word() + ", " + one.weight().word())
                .orElse("");
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
