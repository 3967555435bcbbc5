package org.triaged.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** RFC 2047 "Q" encoding in UTF-8; no character is split between two words. */
final class EncodedWords {

    private static final String OPEN = "=?UTF-8?Q?";

    private static final String CLOSE = "?=";

    /** RFC 2047, 2: at most 75 characters a word; less here, so that the first fits behind its header name. */
    private static final int LONGEST = 60;

    private EncodedWords() {}

    static boolean needed(String text) {
        return text.chars().anyMatch(c -> c > '~') || text.contains("=?");
    }

    /** The words to be joined by one blank, which a reader takes away again. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder(OPEN);
        for (int c : text.codePoints().toArray()) {
            String encoded = encode(c);
            if (word.length() + encoded.length() + CLOSE.length() > LONGEST) {
                words.add(word + CLOSE);
                word = new StringBuilder(OPEN);
            }
            word.append(encoded);
        }
        words.add(word + CLOSE);
        return words;
    }

    private static String encode(int c) {
        if (c == ' ') {
            return "_";
        }
        boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        if (plain) {
            return Character.toString(c);
        }
        StringBuilder octets = new StringBuilder();
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            octets.append(String.format("=%02X", octet & 0xff));
        }
        return octets.toString();
    }
}
