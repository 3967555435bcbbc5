package org.triaged.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triaged.source.Lines.Piece;

/** Splits an mbox where git splits it. A separator belongs to no mail, nor does one empty line before it or at the end. */
final class Mbox {

    /** Of the white space that git passes over before the first separator, so much is looked through. */
    private static final int BLANK_LINES = 100;

    private final Lines lines;
    private final boolean quoted;
    private final FiledMails to;

    private Mbox(Lines lines, boolean quoted, FiledMails to) {
        this.lines = lines;
        this.quoted = quoted;
        this.to = to;
    }

    /** Reads an mbox; what does not begin as one is one mail, and what holds nothing is an mbox without mails. */
    static void readOrOneMail(Lines lines, boolean mboxrd, FiledMails to) throws IOException {
        List<Piece> begun = new ArrayList<>();
        Optional<Piece> first = lines.next();
        while (first.isPresent() && first.get().whole() && first.get().blank() && begun.size() < BLANK_LINES) {
            begun.add(first.get());
            first = lines.next();
        }
        if (first.isEmpty()) {
            return;
        }
        byte[] line = first.get().bytes();
        if (first.get().whole() && SeparatorLine.opens(line)) {
            new Mbox(lines, mboxrd || SeparatorLine.marksQuoting(line), to).read(line);
        } else {
            begun.add(first.get());
            lines.putBack(begun);
            OneMail.read(lines, to);
        }
    }

    private void read(byte[] first) throws IOException {
        byte[] separator = first;
        CutMail mail = new CutMail();
        Optional<Piece> emptyLine = Optional.empty();
        for (Optional<Piece> next = lines.next(); next.isPresent(); next = lines.next()) {
            Piece piece = next.get();
            if (piece.whole() && SeparatorLine.splits(piece.bytes())) {
                to.add(mail, SeparatorLine.time(separator));
                separator = piece.bytes();
                mail = new CutMail();
                emptyLine = Optional.empty();
            } else {
                emptyLine.map(Piece::bytes).ifPresent(mail::add);
                emptyLine = next.filter(Piece::empty);
                if (emptyLine.isEmpty()) {
                    mail.add(quoted && piece.first() ? SeparatorLine.unquoted(piece.bytes()) : piece.bytes());
                }
            }
        }
        to.add(mail, SeparatorLine.time(separator));
    }
}
