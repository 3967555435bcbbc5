package org.triaged.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A page that is one file: no script, no picture, no address, nothing is fetched. Readable at 360 pixels and on paper,
 * dark where the reader's machine is.
 */
final class HtmlPage {

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
              --appear: #b35900; --vanish: #1a7f37; --change: #0969da; --whole: #818b96; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9aa4af;
              --rule: #3d444d; --appear: #f0a35e; --vanish: #56d364; --change: #79c0ff; --whole: #77828d; } }
            body { color: var(--ink); background: var(--paper); font: 16px/1.5 sans-serif; margin: 0 auto; padding: 16px;
              max-width: 60rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; margin: 1rem 0; font-size: 0.9rem; overflow-wrap: normal; }
            th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--rule); }
            td.number, th.number { text-align: right; } td:first-child { white-space: nowrap; } th { vertical-align: bottom; }
            svg { width: 100%%; max-width: 420px; height: auto; }
            svg text { fill: var(--ink); font: 12px sans-serif; } svg text.heading { font-weight: bold; }
            rect.appears { fill: var(--appear); } rect.vanishes { fill: var(--vanish); } rect.changes { fill: var(--change); }
            rect.whole { fill: var(--whole); } rect.part { fill: var(--change); } svg line { stroke: var(--rule); }
            svg text.end { text-anchor: end; } svg text.middle { text-anchor: middle; } svg { display: block; margin-top: 1rem; }
            .faint { color: var(--faint); } li { margin-bottom: 0.5rem; }
            @media (max-width: 30rem) { table { font-size: 0.8rem; } th, td { padding-right: 6px; } }
            @media print { body { max-width: none; } .scroll { overflow-x: visible; } svg, tr { break-inside: avoid; }
              h2, h3 { break-after: avoid; } }
            </style>
            </head>
            <body>
            """;

    private final StringBuilder page = new StringBuilder();

    /** @param title of the window, and its first heading */
    HtmlPage(String title) {
        page.append(HEAD.formatted(Html.text(title)));
        line("h1", title);
    }

    /** @param markup that is safe */
    HtmlPage append(Object markup) {
        page.append(markup);
        return this;
    }

    void line(String element, String text) {
        page.append('<').append(element).append('>').append(Html.text(text));
        page.append("</").append(element).append(">\n");
    }

    /** @param toTheRight columns of numbers */
    void table(List<String> names, List<Boolean> toTheRight, List<List<String>> rows) {
        page.append("<div class=\"scroll\"><table>\n");
        row("th", names, toTheRight);
        rows.forEach(row -> row("td", row, toTheRight));
        page.append("</table></div>\n");
    }

    /** The whole page, with its last line. @param product whose page it is */
    String end(Instant made, String product) {
        return page.append("<p class=\"faint\">")
                .append(Html.text(product + ", " + made.truncatedTo(ChronoUnit.SECONDS)))
                .append("</p>\n</body>\n</html>\n")
                .toString();
    }

    private void row(String cell, List<String> values, List<Boolean> toTheRight) {
        page.append("<tr>");
        for (int at = 0; at < values.size(); at++) {
            page.append('<').append(cell).append(toTheRight.get(at) ? " class=\"number\">" : ">");
            page.append(Html.text(values.get(at))).append("</").append(cell).append('>');
        }
        page.append("</tr>\n");
    }
}
