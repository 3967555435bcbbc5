package org.triaged.policy;

/**
 * A pattern of {@code F:} or {@code X:}. As in get_maintainer.pl it is a prefix in which {@code *} and {@code ?} stand for
 * anything: with a slash at the end it means all below that folder, else only files as deep as itself. A pattern with
 * {@code **} is taken as a whole, and its single {@code *} stays between two slashes.
 *
 * @param text as written
 */
record FilePattern(String text, LinearPattern prefix) {

    static FilePattern of(String text) {
        return new FilePattern(text, text.contains("**") ? LinearPattern.of(whole(text)) : prefixOf(text));
    }

    boolean matches(String path) {
        if (text.contains("**") || text.endsWith("/")) {
            return prefix.begins(path);
        }
        return prefix.begins(path) && slashes(path) == slashes(text) || path.startsWith(text + "/");
    }

    /** Other signs of regular expressions mean what they mean to Perl, unless they make none. */
    private static LinearPattern prefixOf(String text) {
        String regex = text.replace(".", "\\.").replace("*", ".*").replace("?", ".");
        try {
            return LinearPattern.of(regex);
        } catch (IllegalArgumentException e) {
            return LinearPattern.of(pieces(text, ".*", "."));
        }
    }

    private static String whole(String text) {
        return pieces(text, "[^/]*", "[^/]") + (text.endsWith("/") ? "" : "$");
    }

    /** Two stars stand for anything; every other sign for itself. */
    private static String pieces(String text, String star, String mark) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '*' && text.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else {
                regex.append(c == '*' ? star : c == '?' ? mark : LinearPattern.literal(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
