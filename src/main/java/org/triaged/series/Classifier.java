package org.triaged.series;

import java.util.Locale;

/** Decides the kind of a mail from itself alone; what its neighbours change is settled by assembly. */
final class Classifier {

    private final Reading reading;
    private final Subject subject;

    private Classifier(Reading reading) {
        this.reading = reading;
        this.subject = reading.subject();
    }

    static Kind kind(Reading reading, ListFacts list) {
        return Automatic.is(reading.mail().envelope(), list) ? Kind.AUTO : new Classifier(reading).kind();
    }

    private Kind kind() {
        boolean reply = reply();
        if (!reading.hasDiff() && (pingInSubject() || reply && Ping.says(reading.ownWords()))) {
            return Kind.PING;
        }
        if (reply) {
            return Kind.REPLY;
        }
        if (subject.pullTag() || reading.asksToPull()) {
            return Kind.PULL;
        }
        if (cover()) {
            return Kind.COVER;
        }
        if (patch()) {
            return Kind.PATCH;
        }
        return reading.hasDiff() ? Kind.DISCUSSION : Kind.OTHER;
    }

    private boolean pingInSubject() {
        String text = reading.mail().envelope().subject();
        int tag = text.indexOf('[');
        return Ping.is(subject.title())
                || subject.tags().stream().anyMatch(Ping::is)
                || tag > 0 && Ping.is(text.substring(0, tag));
    }

    private boolean reply() {
        if (reading.replyPrefix()) {
            return true;
        }
        if (!reading.hasParent() || reading.hasDiff() || cover() || subject.pullTag() || signedPart()) {
            return false;
        }
        String text = reading.mail().envelope().subject().toLowerCase(Locale.ROOT);
        return text.startsWith("re ") || !reading.harvest().given().isEmpty();
    }

    private boolean cover() {
        return subject.number().filter(number -> number.index() == 0).isPresent();
    }

    /** A numbered patch whose diff got lost: its message ends in a sign-off of its sender and {@code ---}. */
    private boolean signedPart() {
        return subject.patchTag()
                && subject.number().isPresent()
                && reading.cut().divided()
                && reading.signedBy(reading.origin().sender());
    }

    private boolean patch() {
        boolean numbered = subject.number().isPresent();
        return reading.hasDiff() ? subject.patchTag() || numbered || reading.gitForm() : subject.patchTag() && numbered;
    }
}
