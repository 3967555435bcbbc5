package org.triaged.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a project wants the use of tools to be told. Keys are compared without regard to case.
 *
 * @param required one of these keys tells it; empty: no key is asked for
 * @param forbidden keys that are not wanted; {@code *} is every key
 * @param human strong keys that mean people in this project
 * @param regex the value of a required key as a whole; empty: any
 * @param mustNot what that value must not hold
 * @param words the form in words, for people; "" when there is none
 */
public record DisclosureForm(
        List<String> required,
        List<String> forbidden,
        List<String> human,
        Optional<LinearPattern> regex,
        Set<MustNot> mustNot,
        Placement placement,
        String words) {

    public static final String EVERY_KEY = "*";

    public enum MustNot {
        MAIL_ADDRESS,
        VENDOR_WORD
    }

    public enum Placement {
        ANY,
        BEFORE_SIGN_OFF
    }

    public DisclosureForm {
        required = List.copyOf(required);
        forbidden = List.copyOf(forbidden);
        human = List.copyOf(human);
        mustNot = Set.copyOf(mustNot);
    }

    public boolean asksFor(String key) {
        return AiEvidence.spelled(required, key).isPresent();
    }

    public boolean forbids(String key) {
        return forbidden.contains(EVERY_KEY)
                || AiEvidence.spelled(forbidden, key).isPresent();
    }

    public boolean meansPeople(String key) {
        return AiEvidence.spelled(human, key).isPresent();
    }

    /** False when the value of a required key is not as the document has it. */
    public boolean accepts(String value, AiEvidence table) {
        return regex.map(form -> form.fits(value)).orElse(true)
                && mustNot.stream().noneMatch(what -> holds(what, value, table));
    }

    private static boolean holds(MustNot what, String value, AiEvidence table) {
        return switch (what) {
            case MAIL_ADDRESS -> value.indexOf('@') >= 0;
            case VENDOR_WORD -> table.prose().names(value);
        };
    }

    /** What is asked for, as part of a sentence: {@code "Assisted-by"}. */
    public String asked() {
        return required.isEmpty()
                ? "no such trailer"
                : required.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(" or "));
    }
}
