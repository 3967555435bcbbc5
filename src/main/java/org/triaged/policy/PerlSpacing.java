package org.triaged.policy;

/** Regular expressions as Perl reads them with its flag x: outside of brackets blanks and notes behind {@code #} stand for nothing. */
final class PerlSpacing {

    private PerlSpacing() {}

    static String without(String regex) {
        StringBuilder dense = new StringBuilder();
        boolean inBrackets = false;
        for (int at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '\\' && at + 1 < regex.length()) {
                dense.append(c).append(regex.charAt(++at));
            } else if (!inBrackets && c == '#') {
                return dense.toString();
            } else if (inBrackets || !Character.isWhitespace(c)) {
                inBrackets = c == '[' || inBrackets && c != ']';
                dense.append(c);
            }
        }
        return dense.toString();
    }
}
