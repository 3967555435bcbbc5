package org.triaged.mail;

import java.time.Duration;

/**
 * Every bound on what a stranger may send, in one place. Sizes in bytes unless the name says otherwise.
 *
 * @param line longest line looked at as header, trailer or tag, in characters
 */
public record Limits(
        int rawSize,
        int headOfTooLarge,
        int headerFields,
        int headerBytes,
        int headerBytesRefused,
        int fieldChars,
        int contentFieldBytes,
        int nesting,
        int parts,
        int textChars,
        int textLines,
        int files,
        int trailers,
        int harvested,
        int line,
        Duration deadline) {

    public static final Limits DEFAULT = new Limits(
            5 << 20,
            256 << 10,
            2_000,
            256 << 10,
            1 << 20,
            16 << 10,
            4 << 10,
            20,
            200,
            10 << 20,
            500_000,
            5_000,
            500,
            500,
            2_000,
            Duration.ofSeconds(2));
}
