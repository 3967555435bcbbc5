package org.triaged.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a mail as lines ended by LF, so that a mail and its CRLF twin read the same. Reading them asks the budget. */
final class MailBytes extends InputStream {

    private static final int STEP = 64 << 10;

    private final InputStream bytes;
    private final Budget budget;
    private int untilQuestion;

    MailBytes(byte[] view, Budget budget) {
        this.bytes = new ByteArrayInputStream(view);
        this.budget = budget;
    }

    /** At most that many of the bytes, with CRLF, and a CR at the very end, read as LF. */
    static byte[] linesOf(byte[] raw, int most) {
        byte[] view = new byte[Math.min(raw.length, most)];
        int length = 0;
        for (int at = 0; at < view.length; at++) {
            boolean last = at + 1 == raw.length;
            if (raw[at] != '\r' || !last && raw[at + 1] != '\n') {
                view[length++] = raw[at];
            } else if (last) {
                view[length++] = '\n';
            }
        }
        return Arrays.copyOf(view, length);
    }

    @Override
    public int read() throws IOException {
        ask(1);
        return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ask(length);
        return bytes.read(target, offset, length);
    }

    private void ask(int length) throws Refused {
        untilQuestion -= length;
        if (untilQuestion < 0) {
            untilQuestion = STEP;
            if (budget.spent()) {
                throw new Refused("too-slow");
            }
        }
    }
}
