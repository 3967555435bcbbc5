package org.triaged.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A gzip file unpacked as it is read, up to a limit: a small one may unpack to more than any disk holds. */
final class Unpacked extends FilterInputStream {

    static final long LIMIT = 2L << 30;

    private static final int BUFFER = 64 << 10;

    private final long limit;
    private long count;

    Unpacked(InputStream packed, long limit) throws IOException {
        super(new GZIPInputStream(packed, BUFFER));
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count += Math.max(0, read);
        if (count > limit) {
            throw new TooMuch();
        }
        return read;
    }

    /** The limit was passed. */
    static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("more than can be unpacked");
        }
    }
}
