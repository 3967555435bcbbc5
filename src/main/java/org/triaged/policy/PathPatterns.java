package org.triaged.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Files by their paths, as a profile names them: {@code .c} is the end of a name; {@code Makefile*} a name in any folder;
 * what holds a {@code /} is a path from the top, and a {@code /} at its end stands for all below. {@code *} stands for
 * anything but a {@code /}.
 */
public record PathPatterns(List<String> patterns) {

    private static final Pattern STAR = Pattern.compile("\\*");

    public PathPatterns {
        patterns = List.copyOf(patterns);
    }

    public boolean match(String path) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (pattern.endsWith("/")) {
            return path.startsWith(pattern);
        }
        if (pattern.startsWith(".") && pattern.indexOf('/') < 0 && pattern.indexOf('*') < 0) {
            return name.endsWith(pattern);
        }
        return fits(pattern, pattern.indexOf('/') < 0 ? name : path);
    }

    /** Each piece between stars in its order, in linear time; none of a star's text holds a folder. */
    private static boolean fits(String pattern, String text) {
        String[] pieces = STAR.split(pattern, -1);
        if (pieces.length == 1) {
            return text.equals(pattern);
        }
        int at = pieces[0].length();
        if (!text.startsWith(pieces[0])) {
            return false;
        }
        for (int piece = 1; piece < pieces.length - 1; piece++) {
            int found = text.indexOf(pieces[piece], at);
            if (found < 0 || text.substring(at, found).indexOf('/') >= 0) {
                return false;
            }
            at = found + pieces[piece].length();
        }
        String last = pieces[pieces.length - 1];
        int end = text.length() - last.length();
        return end >= at && text.endsWith(last) && text.substring(at, end).indexOf('/') < 0;
    }
}
