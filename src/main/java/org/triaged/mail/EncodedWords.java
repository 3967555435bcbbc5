package org.triaged.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the encoded words of a field (RFC 2047). Neighbours of one charset are joined as bytes before they become
 * characters, since senders cut names inside a character.
 */
public final class EncodedWords {

    private static final int LONGEST_CHARSET = 64;
    private static final int MOST_CHARSETS = 10;

    private final String value;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Map<String, Optional<Charset>> charsets = new HashMap<>();
    private String pendingCharset = "";
    private final int lastEnd;
    private boolean replaced;

    private EncodedWords(String value) {
        this.value = value;
        this.lastEnd = value.lastIndexOf("?=");
    }

    /** The value with its encoded words decoded; a word that cannot be read stays as it is. */
    public static String decode(String value) {
        return read(value).text();
    }

    static Decoded read(String value) {
        EncodedWords reading = new EncodedWords(value);
        reading.walk();
        return new Decoded(reading.out.toString(), reading.replaced);
    }

    private void walk() {
        int at = 0;
        int start = value.indexOf("=?");
        while (start >= 0) {
            Word word = wordAt(start);
            if (word == null) {
                start = value.indexOf("=?", start + 1);
                continue;
            }
            String between = value.substring(at, start);
            boolean joined = pending.size() > 0 && between.isBlank();
            if (!joined || !word.charset.equals(pendingCharset)) {
                flush();
            }
            if (!joined) {
                out.append(between);
            }
            pendingCharset = word.charset;
            pending.writeBytes(word.bytes);
            at = word.end;
            start = value.indexOf("=?", at);
        }
        flush();
        out.append(value, at, value.length());
    }

    private void flush() {
        if (pending.size() > 0) {
            Decoded decoded = Decoded.by(pending.toByteArray(), charset(pendingCharset));
            out.append(decoded.text());
            replaced |= decoded.replaced();
            pending.reset();
        }
    }

    private Optional<Charset> charset(String name) {
        boolean asked = charsets.containsKey(name) || charsets.size() < MOST_CHARSETS;
        return asked ? charsets.computeIfAbsent(name, Decoded::known) : Optional.empty();
    }

    private record Word(String charset, byte[] bytes, int end) {}

    private Word wordAt(int start) {
        int charsetEnd = value.indexOf('?', start + 2);
        if (charsetEnd < 0 || charsetEnd - start - 2 > LONGEST_CHARSET || charsetEnd + 2 >= value.length()) {
            return null;
        }
        char encoding = Character.toUpperCase(value.charAt(charsetEnd + 1));
        boolean coded = value.charAt(charsetEnd + 2) == '?' && (encoding == 'Q' || encoding == 'B');
        if (!coded || lastEnd < charsetEnd + 3) {
            return null;
        }
        int end = value.indexOf("?=", charsetEnd + 3);
        String charset = value.substring(start + 2, charsetEnd).toLowerCase(Locale.ROOT);
        int language = charset.indexOf('*'); // RFC 2231, 5
        byte[] letters = value.substring(charsetEnd + 3, end).getBytes(StandardCharsets.UTF_8);
        return new Word(
                language < 0 ? charset : charset.substring(0, language),
                encoding == 'B' ? TransferEncoding.base64(letters) : q(letters),
                end + 2);
    }

    private static byte[] q(byte[] coded) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(coded.length);
        for (int at = 0; at < coded.length; at++) {
            boolean escape = coded[at] == '='
                    && at + 2 < coded.length
                    && TransferEncoding.hex(coded[at + 1]) >= 0
                    && TransferEncoding.hex(coded[at + 2]) >= 0;
            if (escape) {
                plain.write(TransferEncoding.hex(coded[at + 1]) << 4 | TransferEncoding.hex(coded[at + 2]));
                at += 2;
            } else {
                plain.write(coded[at] == '_' ? ' ' : coded[at]);
            }
        }
        return plain.toByteArray();
    }
}
