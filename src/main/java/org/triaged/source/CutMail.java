package org.triaged.source;

import java.io.ByteArrayOutputStream;
import org.triaged.mail.Limits;

/**
 * The bytes of one mail while it is read. One byte more than the parser reads is kept of a longer mail: enough for it
 * to say {@code too-large}, and the only case in which bytes, and so their hash, are not those of the file.
 */
final class CutMail {

    private static final int MOST = Limits.DEFAULT.rawSize() + 1;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    void add(byte[] bytes) {
        kept.write(bytes, 0, Math.min(bytes.length, MOST - kept.size()));
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
