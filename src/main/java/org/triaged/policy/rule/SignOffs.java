package org.triaged.policy.rule;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * One sign-off of the message.
     *
     * @param line as the mail has it, its wrapped end joined
     */
    record SignOff(String line, String value, Person person) {}

    /** The lines by which people sign, in their order; of a message alone, where a line can be mended. */
    static List<String> lines(ListMail mail) {
        List<String> lines = mail.message().lines().toList();
        List<String> found = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            String next = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
            boolean wrapped = line.indexOf('@') < 0 && next.startsWith("<") && next.indexOf('@') > 0;
            if (isSignOff(line)) {
                found.add(wrapped ? line + " " + next : line);
            }
        }
        return found;
    }

    static List<SignOff> signed(ListMail mail) {
        return lines(mail).stream()
                .map(line -> new SignOff(
                        line.strip(), line.substring(line.indexOf(':') + 1).strip(), person(line)))
                .toList();
    }

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
        int start = 0;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        if (start == line.length() || Character.toLowerCase(line.charAt(start)) != 's') {
            return false;
        }
        for (String spelling : SPELLINGS) {
            if (line.regionMatches(true, start, spelling, 0, spelling.length())) {
                return true;
            }
        }
        return false;
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
