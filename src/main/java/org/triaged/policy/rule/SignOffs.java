package org.triaged.policy.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.triaged.mail.Person;
import org.triaged.series.ListMail;

/**
 * Who signed a patch. Whatever could save an author counts: any case, the usual misspellings, blanks in front, any
 * paragraph, an attached text. Notes below {@code ---} are no part of the commit, so a line there signs nothing.
 */
final class SignOffs {

    private static final List<String> SPELLINGS =
            List.of("signed-off-by:", "singed-off-by:", "signed-of-by:", "singed-of-by:", "signed-off-by :");

    private SignOffs() {}

    /** One person a line, as far as one can be read in it; empty when nobody signed. */
    static List<Person> of(ListMail mail) {
        List<String> lines = Stream.of(mail.message(), mail.attached())
                .flatMap(String::lines)
                .toList();
        if (lines.stream().noneMatch(SignOffs::isSignOff)) {
            return List.of();
        }
        return lines.stream()
                .filter(line -> isSignOff(line) || mayEndWrapped(line))
                .map(SignOffs::person)
                .toList();
    }

    /** A mail program may have wrapped the line; an indented mailbox is taken for its end, whatever stands between. */
    private static boolean mayEndWrapped(String line) {
        return line.length() > 1 && line.charAt(0) <= ' ' && line.indexOf('@') > 0;
    }

    private static boolean isSignOff(String line) {
        String lower = line.stripLeading().toLowerCase(Locale.ROOT);
        return SPELLINGS.stream().anyMatch(lower::startsWith);
    }

    /** Text behind the mailbox is a note: {@code <a@x> # for 2/3}. */
    private static Person person(String line) {
        String value = (isSignOff(line) ? line.substring(line.indexOf(':') + 1) : line).strip();
        if (value.isEmpty()) {
            return Person.NOBODY;
        }
        int close = value.lastIndexOf('>');
        int note = value.indexOf(" #");
        return Person.read(close >= 0 ? value.substring(0, close + 1) : note < 0 ? value : value.substring(0, note));
    }
}
