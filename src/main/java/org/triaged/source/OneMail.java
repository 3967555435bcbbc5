package org.triaged.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triaged.source.Lines.Piece;

/** A file that is one mail: a first line {@code From name date} is skipped, a later one splits nothing. */
final class OneMail {

    private OneMail() {}

    static void read(Lines lines, FiledMails to) throws IOException {
        Optional<Instant> separator = Optional.empty();
        boolean quoted = false;
        Optional<Piece> first = lines.next();
        if (first.filter(line -> line.whole() && SeparatorLine.standsAbove(line.bytes()))
                .isPresent()) {
            separator = SeparatorLine.time(first.get().bytes());
            quoted = SeparatorLine.marksQuoting(first.get().bytes());
        } else {
            first.map(List::of).ifPresent(lines::putBack);
        }
        CutMail mail = new CutMail();
        for (Optional<Piece> next = lines.next(); next.isPresent(); next = lines.next()) {
            Piece piece = next.get();
            mail.add(quoted && piece.first() ? SeparatorLine.unquoted(piece.bytes()) : piece.bytes());
        }
        to.add(mail, separator);
    }
}
