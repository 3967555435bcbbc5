package org.triaged.source;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.triaged.mail.Arrival;
import org.triaged.triage.MailFiles.FiledMail;

/** The mails of one source, counted as they are handed on. */
final class FiledMails {

    private final String source;
    private final Consumer<FiledMail> to;
    private int count;

    FiledMails(String source, Consumer<FiledMail> to) {
        this.source = source;
        this.to = to;
    }

    void add(CutMail mail, Optional<Instant> separator) {
        byte[] raw = mail.bytes();
        to.accept(new FiledMail(source, ++count, raw, Arrival.of(raw, separator)));
    }

    int count() {
        return count;
    }
}
