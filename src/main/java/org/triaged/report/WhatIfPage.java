package org.triaged.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    private final HtmlPage page;

    private WhatIfPage(HtmlPage page) {
        this.page = page;
    }

    /** @param made when the answer was; @param product whose page it is */
    public static String of(WhatIf question, List<Difference> differences, Instant made, String product) {
        HtmlPage html = new HtmlPage("What if " + question.profile() + " were in force?");
        html.line(
                "p",
                "Series were judged twice, by the policy in force and by this profile"
                        + question.since()
                                .map(since -> ", from " + day(since) + " on")
                                .orElse("")
                        + ". Nobody was mailed"
                        + (question.keep().isPresent()
                                ? "; what this profile finds was kept beside what was judged before."
                                : ", and nothing was stored."));
        differences.forEach(new WhatIfPage(html)::list);
        return html.end(made, product);
    }

    private void list(Difference one) {
        page.line(
                "h2",
                one.list() + " by " + one.profile() + " (" + one.status().name().toLowerCase(Locale.ROOT) + ")");
        totals(one);
        if (one.changes().isEmpty()) {
            page.line("p", "Nothing would change.");
        } else {
            page.append(chart(one.changes()));
            changes(one.changes());
            one.changes().forEach(this::examples);
        }
        one.skipped()
                .forEach(skip -> page.line(
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
        page.line(
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
        page.line("h3", label(change) + ": examples");
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
