package org.triaged.series;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the paths of a diff as {@code git apply -p1} would: time stamps, quotes and prefixes taken off. */
final class DiffPaths {

    static final String NOWHERE = "/dev/null";

    private static final String PREFIXES = "iwco";

    /** The two names of one file, without their prefixes. */
    record Sides(String left, String right) {}

    private DiffPaths() {}

    /** The name in what follows {@code --- } or {@code +++ }. */
    static String name(String text) {
        if (text.startsWith("\"")) {
            return unquoted(text, closingQuote(text));
        }
        int tab = text.indexOf('\t');
        return (tab < 0 ? text : text.substring(0, tab)).stripTrailing();
    }

    /** The two names of a {@code diff --git} line, when it can be told where the first ends. */
    static Optional<Sides> ofGitLine(String rest) {
        if (rest.startsWith("\"")) {
            int close = closingQuote(rest);
            return close + 2 > rest.length()
                    ? Optional.empty()
                    : Optional.of(stripped(unquoted(rest, close), name(rest.substring(close + 2))));
        }
        int quote = rest.indexOf(" \"");
        if (quote > 0) {
            return Optional.of(stripped(rest.substring(0, quote), name(rest.substring(quote + 1))));
        }
        int middle = rest.length() / 2;
        boolean halves = rest.length() % 2 == 1 && rest.charAt(middle) == ' ';
        if (!halves) {
            return Optional.empty();
        }
        Sides sides = stripped(rest.substring(0, middle), rest.substring(middle + 1));
        return sides.left().equals(sides.right()) ? Optional.of(sides) : Optional.empty();
    }

    static Sides stripped(String left, String right) {
        if (left.equals(NOWHERE) || right.equals(NOWHERE)) {
            return new Sides(withoutKnownPrefix(left), withoutKnownPrefix(right));
        }
        boolean git = left.startsWith("a/") && right.startsWith("b/");
        boolean mnemonic = mnemonic(left) && mnemonic(right) && left.charAt(0) != right.charAt(0);
        boolean trees = !left.equals(right) && tail(left).equals(tail(right)) && left.indexOf('/') > 0;
        return git || mnemonic || trees ? new Sides(tail(left), tail(right)) : new Sides(left, right);
    }

    private static boolean mnemonic(String path) {
        return path.length() > 2 && path.charAt(1) == '/' && PREFIXES.indexOf(path.charAt(0)) >= 0;
    }

    private static String withoutKnownPrefix(String path) {
        boolean known = path.startsWith("a/") || path.startsWith("b/") || mnemonic(path);
        return known ? tail(path) : path;
    }

    private static String tail(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    private static int closingQuote(String text) {
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static String unquoted(String text, int close) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(close);
        int at = 1;
        while (at < close) {
            char c = text.charAt(at);
            if (c != '\\' || at + 1 >= close) {
                int end = text.offsetByCodePoints(at, 1);
                bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            } else if (octal(text, at + 1, close)) {
                bytes.write(Integer.parseInt(text.substring(at + 1, at + 4), 8));
                at += 4;
            } else {
                bytes.write(escaped(text.charAt(at + 1)));
                at += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean octal(String text, int from, int close) {
        return from + 3 <= close
                && text.substring(from, from + 3).chars().allMatch(digit -> digit >= '0' && digit <= '7');
    }

    private static int escaped(char letter) {
        int known = List.of('a', 'b', 't', 'n', 'v', 'f', 'r').indexOf(letter);
        return known < 0 ? letter : '\u0007' + known;
    }
}
