package org.triaged.mail;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;

/**
 * Hands Mime4J no more of a field about the content than a bound: it reads the parameters of such a field in quadratic
 * time. All other fields are whole.
 */
final class BoundedFields implements FieldBuilder {

    private static final String ABOUT_CONTENT = "content-";

    private final FieldBuilder whole = new DefaultFieldBuilder(-1);
    private final int most;
    private int room;
    private int length;

    BoundedFields(int most) {
        this.most = most;
    }

    @Override
    public void reset() {
        whole.reset();
        room = -1;
        length = 0;
    }

    @Override
    public void append(ByteArrayBuffer line) throws MimeException {
        if (room < 0) {
            room = aboutContent(line) ? most : Integer.MAX_VALUE;
        }
        length += line.length();
        int taken = Math.min(line.length(), room);
        whole.append(taken == line.length() ? line : new ByteArrayBuffer(line.buffer(), taken, true));
        room -= room == Integer.MAX_VALUE ? 0 : taken;
    }

    /** Of the last field as it came, in bytes. */
    int length() {
        return length;
    }

    private static boolean aboutContent(ByteArrayBuffer line) {
        int at = 0;
        while (at < ABOUT_CONTENT.length()
                && at < line.length()
                && Character.toLowerCase((char) line.byteAt(at)) == ABOUT_CONTENT.charAt(at)) {
            at++;
        }
        return at == ABOUT_CONTENT.length();
    }

    @Override
    public RawField build() throws MimeException {
        return whole.build();
    }

    @Override
    public RecycledByteArrayBuffer getRaw() {
        return whole.getRaw();
    }

    @Override
    public void release() {
        whole.release();
    }
}
