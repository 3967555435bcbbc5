package org.triaged.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The bytes of a mail as they lie in the database: deflated. */
final class RawMail {

    private RawMail() {}

    static byte[] pack(byte[] raw) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(raw.length / 2 + 64);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(raw);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return packed.toByteArray();
    }

    static byte[] unpack(byte[] packed) {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return inflater.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a mail in the database cannot be inflated", e);
        }
    }
}
