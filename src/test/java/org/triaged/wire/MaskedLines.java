package org.triaged.wire;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a server, each read whole, with X for every letter of a word. */
final class MaskedLines extends FilterInputStream {

    private final String word;
    private byte[] line = {};
    private int at;

    MaskedLines(InputStream in, String word) {
        super(in);
        this.word = word;
    }

    @Override
    public int read() throws IOException {
        if (at == line.length) {
            line = nextLine();
            at = 0;
        }
        return line.length == 0 ? -1 : line[at++] & 0xff;
    }

    /** No more than the rest of a line: nothing waits here for what comes later. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length && (count == 0 || at < line.length)) {
            int b = read();
            if (b == -1) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) b;
        }
        return count;
    }

    private byte[] nextLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        while (b != -1) {
            bytes.write(b);
            b = b == '\n' ? -1 : in.read();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1)
                .replace(word, "X".repeat(word.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
