package org.triaged.series;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Knows a mail that only asks whether somebody has looked. */
final class Ping {

    private static final int LONGEST = 80;
    private static final int MOST_WORDS = 3;

    private Ping() {}

    /** {@code ping} alone, or with up to two words, digits or exclamation marks around it. */
    static boolean is(String text) {
        List<String> words = words(text);
        return text.length() <= LONGEST && words.contains("ping") && words.size() <= MOST_WORDS;
    }

    /** What a reply says in its own words: short, and with the word ping or bump. */
    static boolean says(String unquoted) {
        String text = unquoted.strip();
        List<String> words = text.length() > LONGEST ? List.of() : words(text);
        return words.contains("ping") || words.contains("bump");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
