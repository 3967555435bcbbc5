package org.triaged.cli;

/** Makes any text fit for one line of a terminal or a log, and JSON too: what it escapes stands within strings there. */
final class Terminal {

    private Terminal() {}

    /** Controls, direction marks and unpaired surrogates become a backslash, u and hex digits; nothing a stranger wrote can move the cursor. */
    static String escape(String text) {
        return escapeKeeping("", text);
    }

    /** @param kept characters that stay as they are */
    static String escapeKeeping(String kept, String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c) || kept.indexOf(c) >= 0) {
                line.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    line.append(String.format("\\u%04X", (int) unit));
                }
            }
        });
        return line.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@code key=value}, quoted when the value holds a blank, a quote or an equals sign, or is empty. */
    static String field(String key, String value) {
        String safe = escape(value);
        boolean plain = !safe.isEmpty() && safe.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
        return key + "=" + (plain ? safe : '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
}
