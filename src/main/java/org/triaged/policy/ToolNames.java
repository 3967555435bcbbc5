package org.triaged.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triaged.policy.LinearPattern.Span;

/**
 * Names sought in prose as whole words, in time linear in the prose. A name inside an address, a path, a host or an
 * identifier is none.
 */
final class ToolNames {

    private static final int WIDEST_GAP = 2;

    /** So far around a name blanks are looked for, however long the word is. */
    private static final int LONGEST_WORD = 200;

    /** By the first letter, in lower case. */
    private final Map<Character, List<Name>> names = new HashMap<>();

    private final BitSet firsts = new BitSet();

    private record Name(List<String> words, boolean exactly) {}

    /** @param exactly names that count only as they are spelled here */
    ToolNames(List<String> anyCase, List<String> exactly) {
        anyCase.forEach(name -> add(name, false));
        exactly.forEach(name -> add(name, true));
    }

    private void add(String name, boolean exactly) {
        List<String> words = new ArrayList<>();
        for (Span word = word(name, 0); word.start() < word.end(); word = word(name, word.end())) {
            words.add(word.of(name));
        }
        if (!words.isEmpty()) {
            char first = Character.toLowerCase(words.get(0).charAt(0));
            names.computeIfAbsent(first, letter -> new ArrayList<>()).add(new Name(words, exactly));
            firsts.set(first);
        }
    }

    /** True when a name stands anywhere in the text, be it within an address. */
    boolean anywhereIn(String text) {
        return first(text, false).isPresent();
    }

    /** Where the first name of the text stands. */
    Optional<Span> in(String text) {
        return first(text, true);
    }

    private Optional<Span> first(String text, boolean inProse) {
        boolean inWord = false;
        for (int start = 0; start < text.length(); start++) {
            char letter = text.charAt(start);
            boolean begins = !inWord;
            inWord = Character.isLetterOrDigit(letter);
            if (begins && inWord && firsts.get(Character.toLowerCase(letter))) {
                Optional<Span> found = beginningAt(start, text).filter(span -> !inProse || isProse(text, span));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Span> beginningAt(int start, String text) {
        Span word = word(text, start);
        for (Name name : names.get(Character.toLowerCase(text.charAt(start)))) {
            Optional<Span> found = at(name, word, text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> at(Name name, Span first, String text) {
        Span word = first;
        for (int next = 0; next < name.words.size(); next++) {
            int end = word.end();
            word = next == 0 ? first : word(text, end);
            String wanted = name.words.get(next);
            boolean same = word.end() - word.start() == wanted.length()
                    && text.regionMatches(!name.exactly, word.start(), wanted, 0, wanted.length());
            if (!same || next > 0 && word.start() - end > WIDEST_GAP) {
                return Optional.empty();
            }
        }
        return Optional.of(new Span(first.start(), word.end()));
    }

    /** The next word at or after that place; an empty one when there is none. */
    private static Span word(String text, int from) {
        int start = from;
        while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return new Span(start, end);
    }

    /** False inside {@code github.com/copilot}, {@code copilot@example.org}, {@code copilot_init}. */
    private static boolean isProse(String text, Span name) {
        int from = name.start();
        int to = name.end();
        int first = Math.max(0, from - LONGEST_WORD);
        int last = Math.min(text.length(), to + LONGEST_WORD);
        while (from > first && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        while (to < last && !Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            boolean host = c == '.' && at > from && at + 1 < to && Character.isLetter(text.charAt(at + 1));
            if (c == '/' || c == '@' || c == '_' || c == '\\' || host) {
                return false;
            }
        }
        return true;
    }
}
