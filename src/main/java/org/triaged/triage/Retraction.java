package org.triaged.triage;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person may send after a mail of ours that was wrong: its header, and words to begin with. We never send it
 * ourselves.
 *
 * @param to whom the mail went to, in order
 * @param answers Message-ID of our mail
 */
public record Retraction(String report, List<String> to, String subject, String answers, String text) {

    public Retraction {
        to = List.copyOf(to);
    }

    /** Empty when nothing of what it told was a false positive. @param told the findings that stand in it */
    public static Optional<Retraction> of(Replies.Reply reply, List<KnownFinding> told) {
        List<KnownFinding> wrong = told.stream().filter(Retraction::isWrong).toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Retraction(
                        reply.report(),
                        reply.recipients(),
                        "Re: " + reply.title(),
                        reply.messageId(),
                        text(reply, wrong, wrong.size() < told.size())));
    }

    private static boolean isWrong(KnownFinding finding) {
        return finding.dismissed()
                .filter(dismissed -> dismissed.as().equals(Findings.Kind.FALSE_POSITIVE.word()))
                .isPresent();
    }

    private static String text(Replies.Reply reply, List<KnownFinding> wrong, boolean moreStands) {
        List<String> lines = new ArrayList<>();
        lines.add(reply.authorName().map(name -> "Hello " + name + ",").orElse("Hello,"));
        lines.add("");
        lines.add("on " + reply.composed().atOffset(ZoneOffset.UTC).toLocalDate() + " an automatic mail (report "
                + reply.report() + ") answered");
        lines.add("");
        lines.add("    " + reply.title());
        lines.add("");
        lines.add("It was mistaken about this:");
        lines.add("");
        wrong.forEach(finding -> lines.add("  - " + place(finding) + finding.rule()));
        lines.add("");
        lines.add("Nothing needs to be changed for it"
                + (moreStands ? "; what else it says stands." : ", and it said nothing else."));
        lines.add("The rule was told to be quiet about this patch.");
        lines.add("");
        lines.add("Sorry for the noise.");
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String place(KnownFinding finding) {
        return finding.part()
                .map(number -> number == 0 ? "cover letter: " : "patch " + number + ": ")
                .orElse("");
    }
}
