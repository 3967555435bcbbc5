package org.triaged.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How wide the terminal is. */
final class Screen {

    /** Where there is no terminal, nothing is cut. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int USUAL = 100;

    private static final Predicate<String> NUMBER =
            Pattern.compile("[1-9][0-9]{1,4}").asMatchPredicate();

    private Screen() {}

    /** {@code COLUMNS}, else what the terminal says; without one {@link #UNLIMITED}. */
    static int width() {
        if (System.console() == null) {
            return UNLIMITED;
        }
        Optional<String> set = Optional.ofNullable(System.getenv("COLUMNS")).filter(NUMBER);
        return set.map(Integer::valueOf).orElseGet(Screen::ofTerminal);
    }

    private static int ofTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            return said.length == 2 && NUMBER.test(said[1]) ? Integer.parseInt(said[1]) : USUAL;
        } catch (IOException e) {
            return USUAL; // a machine without stty
        }
    }
}
