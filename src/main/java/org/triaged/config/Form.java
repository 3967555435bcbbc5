package org.triaged.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.triaged.policy.LinearPattern;
import org.triaged.policy.ProfileId;
import org.triaged.policy.RuleBook;
import org.triaged.policy.RuleId;

/**
 * What a scalar must look like, in words for the admin and as a reader.
 *
 * @param expected completes "expected ..."
 * @param words from which a near one is offered; empty when there are no set words
 */
record Form<T>(String expected, List<String> words, Function<String, Optional<T>> reader) {

    static final Form<String> TEXT = matching("text", ".+");

    static final Form<String> LINE = matching("one line of text", "[^\\p{Cntrl}]+");

    static final Form<String> NAME =
            matching("a name of lower-case letters, digits, '.' and '-'", "[a-z0-9][a-z0-9.-]{0,59}");

    static final Form<String> ADDRESS = matching(
            "a mail address such as name@host.example",
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\[\\].-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    static final Form<String> URL = matching("an address such as https://host.example/path", "https?://[!-~]+");

    static final Form<String> TRAILER_KEY = matching("a trailer key such as Signed-off-by", "[A-Za-z0-9][A-Za-z0-9-]*");

    /** In bytes. */
    static final Form<Long> SIZE = matching("a size such as 64KiB", "[0-9]{1,9}(B|KiB|MiB)")
            .to(text -> Long.parseLong(text.replaceAll("\\D", ""))
                    << (text.endsWith("MiB") ? 20 : text.endsWith("KiB") ? 10 : 0));

    static final Form<LinearPattern> REGEX = tried("a regular expression", LinearPattern::of);

    static final Form<String> PATH = matching(
            "a relative path, with '/' or '*' at its end alone to stand for more",
            "[^\\p{Cntrl}/*][^\\p{Cntrl}*]*\\*?");

    static final Form<Duration> DURATION =
            tried("a duration such as PT10M", Duration::parse).only(length -> !length.isNegative());

    static final Form<Instant> INSTANT = tried("a time in UTC such as 2026-07-01T00:00:00Z", Instant::parse);

    static final Form<Boolean> BOOLEAN = word("true", "false").to(Boolean::valueOf);

    static final Form<ProfileId> PROFILE = tried("a profile such as qemu/2025-09-exceptions", ProfileId::new);

    static final Form<RuleId> RULE = oneOf(
                    "a known rule",
                    RuleBook.entries().stream().map(rule -> rule.id().value()).toList())
            .to(RuleId::new);

    static Form<Integer> number(int least, int most) {
        return Form.<Integer>tried("a whole number from " + least + " to " + most, Integer::valueOf)
                .only(number -> number >= least && number <= most);
    }

    /** A relative path starts at the folder. */
    static Form<Path> pathIn(Path folder) {
        return tried(
                "the path of a file",
                text -> folder.resolve(text).toAbsolutePath().normalize());
    }

    static <E extends Enum<E>> Form<E> word(Class<E> type) {
        String[] words =
                Arrays.stream(type.getEnumConstants()).map(Form::asWord).toArray(String[]::new);
        return word(words)
                .to(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    static Form<String> word(String... words) {
        String last = words[words.length - 1];
        String others = String.join(", ", Arrays.copyOf(words, words.length - 1));
        return oneOf(others.isEmpty() ? last : others + " or " + last, List.of(words));
    }

    static Form<String> oneOf(String expected, Collection<String> words) {
        List<String> known = List.copyOf(words);
        return new Form<>(expected, known, text -> Optional.of(text).filter(known::contains));
    }

    static Form<String> matching(String expected, String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return new Form<>(expected, List.of(), text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }

    static <T> Form<T> tried(String expected, Function<String, T> parser) {
        return new Form<>(expected, List.of(), text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** The same, or a word that stands for having none. */
    Form<Optional<T>> or(String none) {
        return new Form<>(
                expected + " or " + none,
                words,
                text -> text.equals(none)
                        ? Optional.of(Optional.empty())
                        : reader.apply(text).map(Optional::of));
    }

    Form<T> only(Predicate<T> allowed) {
        return new Form<>(expected, words, text -> reader.apply(text).filter(allowed));
    }

    Form<T> called(String otherwise) {
        return new Form<>(otherwise, words, reader);
    }

    <U> Form<U> to(Function<T, U> change) {
        return new Form<>(expected, words, text -> reader.apply(text).map(change));
    }

    private static String asWord(Enum<?> member) {
        return member.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
