package org.triaged.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text made of bytes.
 *
 * @param replaced the charset was unknown or did not fit, so another was taken or characters were replaced
 */
record Decoded(String text, boolean replaced) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** By the charset of that name; where there is none, UTF-8 if the bytes are valid, else windows-1252. */
    static Decoded of(byte[] bytes, Optional<String> charsetName) {
        return charsetName.isEmpty() ? guessed(bytes, false) : by(bytes, known(charsetName.get()));
    }

    /** Empty: a charset was named that nobody knows. */
    static Decoded by(byte[] bytes, Optional<Charset> known) {
        if (known.isEmpty()) {
            return guessed(bytes, true);
        }
        if (known.get().equals(StandardCharsets.US_ASCII)) {
            return guessed(bytes, false);
        }
        Optional<String> exact = strictly(bytes, known.get());
        return exact.map(text -> new Decoded(text, false))
                .orElseGet(() -> new Decoded(new String(bytes, known.get()), true));
    }

    static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Decoded guessed(byte[] bytes, boolean asked) {
        Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8);
        return utf8.map(text -> new Decoded(text, asked))
                .orElseGet(() -> new Decoded(new String(bytes, WINDOWS), true));
    }

    /** To learn that a charset is not known takes long. */
    static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) { // a sender may name anything; an unknown charset is an ordinary case
            return Optional.empty();
        }
    }
}
