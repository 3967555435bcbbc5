package org.triaged.cli;

import java.time.temporal.ChronoUnit;
import org.triaged.triage.Story;

/** What a story came to, in one sentence. */
final class StoryEnd {

    private final Story story;

    StoryEnd(Story story) {
        this.story = story;
    }

    String text() {
        return story.reply().map(StoryEnd::ofReply).orElseGet(this::silence);
    }

    private static String ofReply(Story.Reply reply) {
        String why = (reply.reason().isEmpty() ? "" : ", " + reply.reason())
                + (reply.proof().isEmpty() ? "" : ", shown by " + reply.proof());
        return "reply " + reply.report() + " is " + reply.state() + why;
    }

    private String silence() {
        if (story.series().isEmpty()) {
            return story.mail().map(StoryEnd::ofMail).orElse("its series is not on record");
        }
        return story.judgements().stream()
                .filter(verdict -> !verdict.because().equals("shadow"))
                .reduce((older, newer) -> newer)
                .map(verdict -> "no mail: " + verdict.cause()
                        + (verdict.proof().isEmpty() ? "" : ", shown by " + verdict.proof()))
                .orElseGet(this::waiting);
    }

    private String waiting() {
        return "not judged yet"
                + story.series()
                        .flatMap(Story.Work::lookAt)
                        .map(at -> "; it will be at " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("; it waits for a part that can be judged");
    }

    private static String ofMail(Story.Mail mail) {
        return switch (mail.state()) {
            case "QUARANTINED" ->
                "no mail: it cannot be read (" + mail.reason() + "); its bytes are kept, 'triaged quarantine show "
                        + mail.id() + "' has more";
            case "DUPLICATE" -> "no mail: it is a copy of another mail (" + mail.reason() + ")";
            case "FETCHED" -> "it is stored and not read yet";
            default -> "no mail: it is no patch (" + (mail.kind().isEmpty() ? "not looked at yet" : mail.kind()) + ")";
        };
    }
}
