package org.triaged.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triaged.triage.Story;

/** A story as people read it: what it came to, then step by step. */
final class StoryText {

    private static final List<String> NAMES = List.of("when", "age", "step", "what");

    private static final int SHORT_HASH = 12;

    private final Story story;

    private final Paint paint;

    StoryText(Story story, Paint paint) {
        this.story = story;
        this.paint = paint;
    }

    /** One step of the story, and what is told below it. */
    private record Event(Instant at, String step, List<String> lines) {}

    String text(int width) {
        StringBuilder text = new StringBuilder();
        story.series().ifPresent(work -> text.append(paint.bold(Terminal.escape(work.title())))
                .append('\n')
                .append(fact("series", identity(work)))
                .append(fact("posted by", person(work.senderName(), work.senderAddress())))
                .append(work.previousRoot().isEmpty() ? "" : fact("follows", work.previousRoot()))
                .append(work.newerRoot().isEmpty() ? "" : fact("newer", work.newerRoot())));
        if (story.series().isEmpty()) {
            story.mail().ifPresent(mail -> text.append(paint.bold(Terminal.escape(subject(mail))))
                    .append('\n')
                    .append(fact("mail", id(mail) + " on " + mail.list()))
                    .append(fact("sender", person(mail.senderName(), mail.senderAddress()))));
        }
        text.append(fact("so", new StoryEnd(story).text()));
        List<Event> events = events();
        if (!events.isEmpty()) {
            text.append('\n').append(table(events).text(width));
        }
        return text.toString();
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        List<Story.Mail> mails = story.parts().isEmpty() ? story.mail().stream().toList() : story.parts();
        mails.forEach(mail -> events.add(arrived(mail)));
        story.judgements().forEach(verdict -> events.add(judged(verdict)));
        story.steps().forEach(step -> events.add(stepped(step)));
        story.tags().forEach(tag -> events.add(tagged(tag)));
        return events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }

    private TextTable table(List<Event> events) {
        TextTable table = new TextTable(NAMES, List.of(false, true, false, false));
        for (Event event : events) {
            String when = event.at().truncatedTo(ChronoUnit.SECONDS).toString();
            String age = StatusLines.age(event.at(), story.at());
            String step = event.step();
            for (String line : event.lines()) {
                table.add(List.of(when, age, step, line));
                when = "";
                age = "";
                step = "";
            }
        }
        return table;
    }

    private static Event arrived(Story.Mail mail) {
        String part = mail.part()
                .map(number -> number == 0 ? "cover" : "part " + number)
                .orElse(mail.kind().isEmpty() ? "mail " + mail.id() : mail.kind());
        String before = mail.answerable() ? "" : "it was there before we were, or before the mode was raised";
        return new Event(mail.arrival(), "arrived", lines(part + ": " + subject(mail), id(mail), before));
    }

    private static Event judged(Story.Verdict verdict) {
        boolean shadow = verdict.because().equals("shadow");
        boolean told = verdict.decision().equals("reply");
        String decided = told
                ? "decision: a reply"
                : "decision: silent, " + verdict.cause()
                        + (verdict.proof().isEmpty() ? "" : ", shown by " + verdict.proof());
        List<String> lines = new ArrayList<>(List.of(
                "by " + verdict.profile() + " (" + brief(verdict.profileHash()) + "), chosen by the date "
                        + verdict.date().truncatedTo(ChronoUnit.SECONDS),
                verdict.because() + ", " + verdict.seen() + " of " + verdict.total() + " parts, scope "
                        + verdict.scope() + ", input " + brief(verdict.inputHash())));
        verdict.findings().forEach(finding -> lines.add(found(finding, told)));
        verdict.claims().forEach(claim -> lines.add(claimed(claim)));
        if (!verdict.notRun().isEmpty()) {
            lines.add("not run: "
                    + verdict.notRun().stream()
                            .map(rule -> rule.rule() + " (" + rule.reason() + ")")
                            .collect(Collectors.joining(", ")));
        }
        lines.add(shadow ? "of no effect" : decided);
        return new Event(verdict.at(), shadow ? "in the shadow" : "judged", lines);
    }

    private static String found(Story.Found finding, boolean told) {
        return finding.severity() + " " + finding.rule() + " (" + (told && finding.spoken() ? "told" : finding.weight())
                + ")"
                + finding.part().map(part -> " part " + part).orElse("")
                + (finding.evidence().isEmpty() ? "" : ": " + finding.evidence())
                + (finding.note().isEmpty() ? "" : " [" + finding.note() + "]")
                + finding.dismissed()
                        .map(set -> "; set aside as " + set.as() + " by " + set.by() + ": " + set.why())
                        .orElse("");
    }

    private static String claimed(Story.Claimed claim) {
        return "claim, " + claim.outcome() + (claim.reliedOn() ? ", relied on" : ", not relied on")
                + (claim.confirmed() ? ", confirmed by " + claim.confirmedBy() : ", not confirmed") + ": "
                + claim.line();
    }

    private static Event stepped(Story.Step step) {
        String by = step.actor().equals("daemon") ? "" : " by " + step.actor();
        return new Event(
                step.at(),
                step.action() + by,
                lines(Stream.of(step.reason(), step.said(), step.proof().isEmpty() ? "" : "shown by " + step.proof())
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining("; "))));
    }

    private static Event tagged(Story.Tag tag) {
        return new Event(
                tag.at(),
                "tag given",
                lines(tag.line() + (tag.senderIsPerson() ? "" : " (sent by somebody else)"), "in " + tag.mail()));
    }

    /** Those that say something, and one line at least. */
    private static List<String> lines(String... lines) {
        List<String> said = Stream.of(lines).filter(line -> !line.isEmpty()).toList();
        return said.isEmpty() ? List.of("") : said;
    }

    private static String subject(Story.Mail mail) {
        return mail.subject().isEmpty() ? "(no subject was read)" : mail.subject();
    }

    private static String id(Story.Mail mail) {
        return mail.messageId().isEmpty() ? "number " + mail.id() : mail.messageId();
    }

    private static String person(String name, String address) {
        return (name + " " + (address.isEmpty() ? "" : "<" + address + ">")).strip();
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    }

    private static String fact(String name, String value) {
        return String.format("%-10s", name) + Terminal.escape(value) + "\n";
    }

    private static String identity(Story.Work work) {
        return work.root() + " on " + work.list() + ", v" + work.version() + ", " + work.seen() + " of " + work.total()
                + (work.total() == 1 ? " part" : " parts");
    }
}
