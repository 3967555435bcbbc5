package org.triaged.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /** By the first word, in lower case. */
    private final Map<String, List<Name>> names = new HashMap<>();

    private record Name(List<String> words, boolean exactly) {}

    /** @param exactly names that count only as they are spelled here */
    ToolNames(List<String> anyCase, List<String> exactly) {
        anyCase.forEach(name -> add(name, false));
        exactly.forEach(name -> add(name, true));
    }

    private void add(String name, boolean exactly) {
        List<String> words = words(name).stream().map(span -> span.of(name)).toList();
        if (!words.isEmpty()) {
            names.computeIfAbsent(words.get(0).toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                    .add(new Name(words, exactly));
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
        List<Span> words = words(text);
        for (int at = 0; at < words.size(); at++) {
            String first = words.get(at).of(text).toLowerCase(Locale.ROOT);
            for (Name name : names.getOrDefault(first, List.of())) {
                if (standsAt(name, words, at, text)) {
                    int last = at + name.words.size() - 1;
                    Span found = new Span(words.get(at).start(), words.get(last).end());
                    if (!inProse || isProse(text, found)) {
                        return Optional.of(found);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean standsAt(Name name, List<Span> words, int at, String text) {
        if (at + name.words.size() > words.size()) {
            return false;
        }
        for (int next = 0; next < name.words.size(); next++) {
            String word = words.get(at + next).of(text);
            String wanted = name.words.get(next);
            boolean same = name.exactly ? word.equals(wanted) : word.equalsIgnoreCase(wanted);
            boolean close = next == 0
                    || words.get(at + next).start() - words.get(at + next - 1).end() <= WIDEST_GAP;
            if (!same || !close) {
                return false;
            }
        }
        return true;
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

    private static List<Span> words(String text) {
        List<Span> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inside = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(new Span(start, at));
                start = -1;
            }
        }
        return words;
    }
}
