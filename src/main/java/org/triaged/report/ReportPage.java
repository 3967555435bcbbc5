package org.triaged.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.triaged.triage.Answer;
import org.triaged.triage.Report;
import org.triaged.triage.Report.Table;
import org.triaged.triage.Report.Topic;
import org.triaged.triage.Status;

/** What happened on the lists, as one page: of each topic its plots with the numbers below them, then how all stands. */
public final class ReportPage {

    private static final UnaryOperator<String> NEXT_MONTH =
            month -> YearMonth.parse(month).plusMonths(1).toString();

    /** Of ten years; a date that somebody made up must not draw a thousand empty ones. */
    private static final int MOST_COLUMNS = 530;

    private static final int MEBI = 1 << 20;

    private final HtmlPage page;

    private ReportPage(HtmlPage page) {
        this.page = page;
    }

    /** @param product whose page it is */
    public static String of(Report report, Status status, String product) {
        HtmlPage html = new HtmlPage("What happened on the "
                + report.list().map(list -> "list " + list).orElse("lists"));
        ReportPage page = new ReportPage(html);
        html.line("p", "From " + day(report.from()) + " to " + day(report.until()) + ". All times are UTC.");
        for (Topic topic : Topic.values()) {
            html.line("h2", topic.title());
            html.line("p", topic.meaning());
            page.topic(topic, report.table(topic));
        }
        page.health(status);
        return html.end(report.until(), product);
    }

    private void topic(Topic topic, Table table) {
        if (table.rows().isEmpty()) {
            page.line("p", "Nothing of the kind in this time.");
            return;
        }
        plots(topic, table);
        page.table(
                table.columns().stream()
                        .map(column -> column.name().replace('_', ' '))
                        .toList(),
                table.columns().stream()
                        .map(column -> column.type() == Answer.Type.NUMBER)
                        .toList(),
                table.rows().stream()
                        .map(row -> row.stream().map(value -> value.orElse("")).toList())
                        .toList());
    }

    private void plots(Topic topic, Table table) {
        switch (topic) {
            case LISTS -> page.append(bars("Series by list", "series", table, "series"));
            case WEEKS -> {
                UnaryOperator<String> nextWeek =
                        week -> LocalDate.parse(week).plusWeeks(1).toString();
                page.append(columns("Series a week", "series", table, nextWeek, "series", "with_findings"))
                        .append(columns("Findings a week", "findings", table, nextWeek, "findings"))
                        .append(columns(
                                "Share of series with findings", "percent", table, nextWeek, "percent_with_findings"));
            }
            case RULES -> page.append(bars("Findings by rule", "findings", table, "findings"));
            case REPLY_TIMES ->
                page.append(
                        columns("Median time from arrival to reply", "minutes", table, NEXT_MONTH, "median_minutes"));
            case REROLLS -> page.append(columns("Replies a month", "replies", table, NEXT_MONTH, "replies", "settled"));
            case DECLARATIONS ->
                page.append(columns("Series a month", "series", table, NEXT_MONTH, "about_tools", "declared"));
            case EXCEPTIONS -> page.append(bars("Claims by outcome", "claims", table, "claims"));
            case PRECISION -> page.append(bars("Right, by rule", "percent", table, "percent_right"));
            case REPLIES -> page.append(bars("Replies by state", "replies", table, "replies"));
        }
    }

    private static String bars(String title, String unit, Table table, String column) {
        BarChart chart = new BarChart(title, unit);
        table.rows()
                .forEach(row ->
                        chart.add(row.get(0).orElse(""), (int) Math.round(value(table, row, column)), "changes"));
        return chart.svg();
    }

    /** With the empty columns between those that are there. @param values the whole, then what stands out of it */
    private static String columns(
            String title, String unit, Table table, UnaryOperator<String> next, String... values) {
        ColumnChart chart = new ColumnChart(
                title,
                unit,
                values.length == 1
                        ? List.of()
                        : List.of(values).stream()
                                .map(value -> value.replace('_', ' '))
                                .toList());
        Map<String, List<Optional<String>>> rows = new HashMap<>();
        table.rows().forEach(row -> rows.put(row.get(0).orElse(""), row));
        for (String label : labels(table, next)) {
            Optional<List<Optional<String>>> row = Optional.ofNullable(rows.get(label));
            chart.add(
                    label,
                    row.map(there -> value(table, there, values[0])).orElse(0.0),
                    row.map(there -> value(table, there, values[values.length - 1]))
                            .orElse(0.0));
        }
        return chart.svg();
    }

    private static List<String> labels(Table table, UnaryOperator<String> next) {
        List<String> there =
                table.rows().stream().map(row -> row.get(0).orElse("")).toList();
        String last = there.get(there.size() - 1);
        List<String> all = new ArrayList<>();
        for (String label = there.get(0); label.compareTo(last) <= 0; label = next.apply(label)) {
            all.add(label);
            if (all.size() > MOST_COLUMNS) {
                return there.subList(Math.max(0, there.size() - MOST_COLUMNS), there.size());
            }
        }
        return all;
    }

    private static double value(Table table, List<Optional<String>> row, String column) {
        for (int at = 0; at < row.size(); at++) {
            if (table.columns().get(at).name().equals(column)) {
                return row.get(at).map(Double::valueOf).orElse(0.0);
            }
        }
        throw new IllegalStateException("a table without column " + column);
    }

    private void health(Status status) {
        page.line("h2", "How it stands now");
        page.line(
                "p",
                (status.daemon().isPresent() ? "The daemon runs. " : "No daemon runs. ") + status.toRead()
                        + " mails wait to be read, " + status.toJudge() + " series to be judged; the database has "
                        + status.space().database() / MEBI + " MiB, its disk "
                        + status.space().free() / MEBI + " MiB free.");
        page.line("h3", status.needs().isEmpty() ? "Nothing waits for a person." : "What waits for a person");
        if (!status.needs().isEmpty()) {
            page.append("<ul>\n");
            status.needs().forEach(need -> page.line("li", need.what() + ". " + need.next()));
            page.append("</ul>\n");
        }
        page.table(
                List.of("list", "mode", "last poll", "waiting", "unseen", "held", "quarantined"),
                List.of(false, false, false, true, true, true, true),
                status.lists().stream().map(ReportPage::list).toList());
    }

    private static List<String> list(Status.OfList list) {
        return List.of(
                list.name(),
                list.mode().word(),
                list.lastPoll()
                        .map(poll -> poll.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("never"),
                Integer.toString(list.waiting()),
                Integer.toString(list.unseen()),
                Integer.toString(list.held()),
                Integer.toString(list.quarantined()));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
