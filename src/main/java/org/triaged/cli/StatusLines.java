package org.triaged.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.triage.ReplyState;
import org.triaged.triage.Status;

/** A status as people and programs read it. */
final class StatusLines {

    private final Status status;

    private final Paint paint;

    StatusLines(Status status, Paint paint) {
        this.status = status;
        this.paint = paint;
    }

    String text(int width) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "daemon",
                status.daemon().map(pid -> "process " + pid + " runs").orElse("none runs"));
        line(
                text,
                "data",
                Terminal.escape(status.dataFolder()) + ", database "
                        + size(status.space().database()) + ", "
                        + size(status.space().free()) + " free on its disk");
        line(
                text,
                "mail",
                status.toRead() + " to read, " + status.toJudge() + " series to judge, " + status.quarantined()
                        + " quarantined");
        line(text, "replies", replies());
        line(text, "oldest", status.oldest().map(this::oldest).orElse("no reply waits"));
        line(
                text,
                "sent",
                status.sent().inHour() + " of " + status.sent().caps().perHour() + " in the last hour, "
                        + status.sent().inDay() + " of "
                        + status.sent().caps().perDay() + " in the last day");
        line(text, "brake", status.brake().map(paint::yellow).orElse("none"));
        text.append('\n').append(lists().text(width));
        text.append('\n');
        if (status.needs().isEmpty()) {
            text.append(paint.green("nothing needs a person")).append('\n');
        } else {
            text.append(paint.yellow("needs a person:")).append('\n');
            for (Status.Need need : status.needs()) {
                text.append("  - ").append(Terminal.escape(need.what())).append('\n');
                text.append("    ").append(Terminal.escape(need.next())).append('\n');
            }
        }
        return text.toString();
    }

    /** One object, as in docs/status.schema.json. */
    static String json(Status status) {
        return new JsonLine("status")
                .time("at", status.at())
                .number("daemon", status.daemon())
                .text("data", status.dataFolder())
                .objects("lists", status.lists(), StatusLines::list)
                .object("replies", inner -> Stream.of(ReplyState.values())
                        .forEach(state ->
                                inner.number(state.word(), status.replies().getOrDefault(state, 0))))
                .number("mails_to_read", status.toRead())
                .number("series_to_judge", status.toJudge())
                .number("quarantined", status.quarantined())
                .object("oldest_waiting", status.oldest(), (oldest, inner) -> inner.text("report", oldest.report())
                        .text("list", oldest.list())
                        .text("state", oldest.state().word())
                        .time("since", oldest.since()))
                .text("brake", status.brake())
                .object("sent", inner -> inner.number("last_hour", status.sent().inHour())
                        .number("cap_hour", status.sent().caps().perHour())
                        .number("last_day", status.sent().inDay())
                        .number("cap_day", status.sent().caps().perDay()))
                .number("database_bytes", status.space().database())
                .number("free_bytes", status.space().free())
                .objects("needs", status.needs(), (need, inner) -> inner.text("what", need.what())
                        .text("next", need.next()))
                .end();
    }

    private static void list(Status.OfList list, JsonLine into) {
        into.text("name", list.name())
                .text("mode", list.mode().word())
                .text("account", list.account())
                .text("folder", list.folder())
                .flag("polled", list.polled())
                .text("profile", list.profile())
                .time("last_poll", list.lastPoll())
                .number("waiting", list.waiting())
                .number("unseen", list.unseen())
                .number("held", list.held())
                .number("quarantined", list.quarantined());
    }

    private TextTable lists() {
        TextTable table = new TextTable(
                List.of("list", "mode", "profile in force", "last poll", "waiting", "unseen", "held", "quarantined"),
                List.of(false, false, false, false, true, true, true, true));
        for (Status.OfList list : status.lists()) {
            table.add(List.of(
                    list.name(),
                    list.mode().word(),
                    list.profile(),
                    list.lastPoll().map(this::withAge).orElse(list.polled() ? "never" : "import only"),
                    Integer.toString(list.waiting()),
                    Integer.toString(list.unseen()),
                    Integer.toString(list.held()),
                    Integer.toString(list.quarantined())));
        }
        return table;
    }

    private String replies() {
        String states = Stream.of(ReplyState.values())
                .filter(state -> status.replies().containsKey(state))
                .map(state -> status.replies().get(state) + " " + state.word())
                .collect(Collectors.joining(", "));
        return states.isEmpty() ? "none" : states;
    }

    private String oldest(Status.Waiting oldest) {
        return oldest.report() + " on " + Terminal.escape(oldest.list()) + ", "
                + oldest.state().word() + ", composed " + withAge(oldest.since());
    }

    private String withAge(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS) + " (" + age(time, status.at()) + ")";
    }

    /** In the largest unit of which there are two. */
    static String age(Instant from, Instant to) {
        long seconds = Math.max(0, ChronoUnit.SECONDS.between(from, to));
        if (seconds < 120) {
            return seconds + " s ago";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
    }

    /** In binary units, one digit after the point. */
    static String size(long bytes) {
        double left = bytes;
        for (String unit : List.of("bytes", "KiB", "MiB", "GiB")) {
            if (left < 1024) {
                return unit.equals("bytes") ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", left, unit);
            }
            left /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f TiB", left);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-9s", name)).append(value).append('\n');
    }
}
