package org.triaged.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression of conf, in the syntax of RE2: whatever an admin writes, it takes time linear in the text that a
 * stranger sent. It has no back references and does not look around.
 */
public record LinearPattern(Pattern compiled) {

    /**
     * Letters without regard to case, unless the expression says otherwise.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LinearPattern ofAnyCase(String regex) {
        return compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** @throws IllegalArgumentException when it is none */
    public static LinearPattern of(String regex) {
        return compile(regex, 0);
    }

    private static LinearPattern compile(String regex, int flags) {
        try {
            return new LinearPattern(Pattern.compile(regex, flags));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** An expression that fits the text alone. */
    static String literal(String text) {
        return Pattern.quote(text);
    }

    /** As it was compiled. */
    String text() {
        return compiled.pattern();
    }

    /** True when the expression fits the whole text. */
    public boolean fits(String text) {
        return compiled.matches(text);
    }

    /** True when the expression fits the beginning of the text. */
    boolean begins(String text) {
        return compiled.matcher(text).lookingAt();
    }

    /** True when the expression fits somewhere from that index on; {@code ^} is the beginning of the whole text. */
    boolean isIn(String text, int from) {
        return from <= text.length() && compiled.matcher(text).find(from);
    }

    /** What the named group of the first match spans; empty when nothing in the text matches. */
    Optional<Span> find(String group, String text) {
        Matcher matcher = compiled.matcher(text);
        return matcher.find() ? Optional.of(new Span(matcher.start(group), matcher.end(group))) : Optional.empty();
    }

    /** A stretch of a text. */
    public record Span(int start, int end) {

        public String of(String text) {
            return text.substring(start, end);
        }
    }
}
