package org.triaged.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a file as bytes, ends included. A line beyond 64 kB comes in pieces, so no line fills the memory. */
final class Lines {

    private static final int LONGEST = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST];
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final Deque<Piece> returned = new ArrayDeque<>();
    private int at;
    private int end;
    private boolean lineBegins = true;

    Lines(InputStream in) {
        this.in = in;
    }

    Optional<Piece> next() throws IOException {
        if (!returned.isEmpty()) {
            return Optional.of(returned.pop());
        }
        boolean first = lineBegins;
        piece.reset();
        boolean newline = false;
        while (!newline && piece.size() < LONGEST && !atEnd()) {
            int from = at;
            int most = Math.min(end, at + LONGEST - piece.size());
            while (at < most && !newline) {
                newline = buffer[at++] == '\n';
            }
            piece.write(buffer, from, at - from);
        }
        lineBegins = newline;
        return piece.size() == 0
                ? Optional.empty()
                : Optional.of(new Piece(piece.toByteArray(), first, newline || atEnd()));
    }

    /** They are read again, in the order given. */
    void putBack(List<Piece> pieces) {
        for (int last = pieces.size() - 1; last >= 0; last--) {
            returned.push(pieces.get(last));
        }
    }

    private boolean atEnd() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end == 0;
    }

    /** A line, or a part of one that is too long. */
    record Piece(byte[] bytes, boolean first, boolean last) {

        boolean whole() {
            return first && last;
        }

        /** Whether it is an ended line with nothing in it. */
        boolean empty() {
            return first
                    && bytes[bytes.length - 1] == '\n'
                    && (bytes.length == 1 || bytes.length == 2 && bytes[0] == '\r');
        }

        boolean blank() {
            for (byte b : bytes) {
                if (!SeparatorLine.isSpace(b)) {
                    return false;
                }
            }
            return true;
        }
    }
}
