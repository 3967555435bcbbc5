package org.triaged.cli;

/** Makes any text fit for one line of a terminal or a log. */
final class Terminal {

    private Terminal() {}

    /** Controls, direction marks and unpaired surrogates become a backslash, u and hex digits; nothing a stranger wrote can move the cursor. */
    static String escape(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> line.append(String.format("\\u%04X", c));
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** {@code key=value}, quoted when the value holds a blank, a quote or an equals sign, or is empty. */
    static String field(String key, String value) {
        String safe = escape(value);
        boolean plain = !safe.isEmpty() && safe.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
        return key + "=" + (plain ? safe : '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
}
