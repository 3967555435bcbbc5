package org.triaged.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints in UTF-8, whatever the locale. */
final class Utf8 {

    private Utf8() {}

    static void print(PrintStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
