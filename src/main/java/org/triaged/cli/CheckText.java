package org.triaged.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triaged.mail.MessageId;
import org.triaged.policy.Finding;
import org.triaged.policy.Judgement;
import org.triaged.policy.Severity;
import org.triaged.series.ListMail;
import org.triaged.series.Series;
import org.triaged.triage.Examination.Answer;
import org.triaged.triage.Examination.Examined;
import org.triaged.triage.Examination.Read;
import org.triaged.triage.Examination.Seen;
import org.triaged.triage.WatchedList;

/** What {@code check} tells people: one block a series, its findings, and the reply. */
final class CheckText {

    private final Paint paint;

    CheckText(Paint paint) {
        this.paint = paint;
    }

    String of(Examined examined) {
        List<String> lines = new ArrayList<>();
        examined.series().forEach(seen -> block(seen, lines));
        examined.mails().stream().filter(read -> read.mail().isEmpty()).forEach(read -> damaged(read, lines));
        lines.add(summary(examined));
        return String.join("\n", lines) + "\n";
    }

    private void block(Seen seen, List<String> lines) {
        Series series = seen.series();
        String parts = series.patches().size() + "/" + series.total();
        String list = seen.list().map(WatchedList::name).orElse("no list");
        lines.add(paint.bold(Terminal.escape(series.title())) + "  v" + series.version() + "  " + parts + "  "
                + Terminal.escape(
                        series.sender().name().or(series.sender()::email).orElse("somebody")) + "  " + list);
        if (!series.complete()) {
            lines.add("  not seen: " + ranges(series.missing()));
        }
        if (!series.basedOn().isEmpty()) {
            lines.add("  based on: "
                    + Terminal.escape(String.join(
                            ", ",
                            series.basedOn().stream().map(MessageId::value).toList())));
        }
        seen.judgement().ifPresent(judgement -> findings(judgement, lines));
        seen.answer().ifPresent(answer -> reply(answer, lines));
        lines.add("");
    }

    private void findings(Judgement judgement, List<String> lines) {
        if (judgement.findings().isEmpty()) {
            lines.add("  " + paint.green("nothing to say") + "  ("
                    + judgement.profile().id() + ")");
        }
        for (int at = 0; at < judgement.findings().size(); at++) {
            lines.add(finding(judgement.findings().get(at)));
            List<String> words = words(judgement, at);
            if (!words.equals(words(judgement, at + 1))) {
                words.forEach(line -> lines.add("      " + line));
            }
        }
    }

    private String finding(Finding finding) {
        String part = finding.number()
                .map(number -> number == 0 ? "cover" : "patch " + number)
                .orElse("series");
        String severity = String.format("%-9s", finding.severity().word());
        return String.format(
                        "  %s  %-24s %-9s %s",
                        finding.severity() == Severity.INFO ? severity : paint.yellow(severity),
                        finding.rule(),
                        part,
                        Terminal.escape(finding.evidence()))
                .stripTrailing();
    }

    /** What follows a finding, or several that are told the same; nothing behind the last one. */
    private List<String> words(Judgement judgement, int at) {
        if (at == judgement.findings().size()) {
            return List.of();
        }
        Finding finding = judgement.findings().get(at);
        return Stream.concat(
                        Stream.of(Terminal.escape(judgement.profile().words().sentence(finding))),
                        PolicyText.of(finding, judgement.profile()).map(place -> "see " + paint.dim(place)).stream())
                .toList();
    }

    private void reply(Answer answer, List<String> lines) {
        Optional<String> withheld = answer.withheld();
        lines.add("  reply: "
                + withheld.map(why -> "withheld, " + why)
                        .orElse("would be sent to "
                                + String.join(", ", answer.heading().to()) + ", Cc "
                                + String.join(", ", answer.heading().cc())));
        if (withheld.isEmpty()) {
            String raw = answer.raw().replace("\r\n", "\n");
            raw.substring(raw.indexOf("\n\n") + 2)
                    .lines()
                    .forEach(line -> lines.add("  " + paint.dim("|") + " " + Terminal.escape(line)));
        }
    }

    private void damaged(Read read, List<String> lines) {
        lines.add(paint.yellow("damaged") + "  " + Terminal.escape(read.file().source()) + " mail "
                + read.file().n() + ": " + Terminal.escape(read.damage()));
    }

    /** {@code 1-14, 16}. */
    private static String ranges(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0, to; from < numbers.size(); from = to) {
            to = from + 1;
            while (to < numbers.size() && numbers.get(to) == numbers.get(to - 1) + 1) {
                to++;
            }
            ranges.add(to - from == 1 ? "" + numbers.get(from) : numbers.get(from) + "-" + numbers.get(to - 1));
        }
        return String.join(", ", ranges);
    }

    private static String summary(Examined examined) {
        long replies = examined.series().stream()
                .flatMap(seen -> seen.answer().stream())
                .filter(answer -> answer.withheld().isEmpty())
                .count();
        long patches = examined.mails().stream()
                .flatMap(read -> read.mail().stream())
                .map(ListMail::kind)
                .filter(kind -> kind == org.triaged.series.Kind.PATCH)
                .count();
        return String.format(
                "%d mails, %d patches, %d series, %d replies",
                examined.mails().size(), patches, examined.series().size(), replies);
    }
}
