package org.triaged.cli;

/** Colours, on a terminal only. */
record Paint(boolean colour) {

    private static final String PLAIN = "\u001b[0m";

    String bold(String text) {
        return with("\u001b[1m", text);
    }

    String dim(String text) {
        return with("\u001b[2m", text);
    }

    String green(String text) {
        return with("\u001b[32m", text);
    }

    String yellow(String text) {
        return with("\u001b[33m", text);
    }

    private String with(String code, String text) {
        return colour ? code + text + PLAIN : text;
    }
}
