package org.triaged.report;

/** Any text as text of a page or of an attribute in double quotes. */
final class Html {

    private Html() {}

    /** Signs of markup as references; controls, direction marks and halves of characters visibly, as {@code \\u202E}. */
    static String text(String any) {
        StringBuilder safe = new StringBuilder(any.length() + 16);
        any.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (isHarmless(c)) {
                        safe.appendCodePoint(c);
                    } else {
                        safe.append(String.format("\\u%04X", c));
                    }
                }
            }
        });
        return safe.toString();
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
}
