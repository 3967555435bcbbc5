package org.triaged.policy;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of {@code F:} or {@code X:}. As in get_maintainer.pl it is a prefix in which {@code *} and {@code ?} stand for
 * anything: with a slash at the end it means all below that folder, else only files as deep as itself. A pattern with
 * {@code **} is taken as a whole, and its single {@code *} stays between two slashes.
 *
 * @param text as written
 */
record FilePattern(String text, Pattern prefix) {

    static FilePattern of(String text) {
        return new FilePattern(text, Pattern.compile(text.contains("**") ? whole(text) : prefixOf(text)));
    }

    boolean matches(String path) {
        if (text.contains("**") || text.endsWith("/")) {
            return prefix.matcher(path).lookingAt();
        }
        return prefix.matcher(path).lookingAt() && slashes(path) == slashes(text) || path.startsWith(text + "/");
    }

    /** Other signs of regular expressions mean what they mean to Perl, unless they make none. */
    private static String prefixOf(String text) {
        String regex = text.replace(".", "\\.").replace("*", ".*").replace("?", ".");
        try {
            Pattern.compile(regex);
            return regex;
        } catch (PatternSyntaxException e) {
            return Pattern.quote(text);
        }
    }

    private static String whole(String text) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '*' && text.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex + (text.endsWith("/") ? "" : "$");
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
