package org.triaged.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Person;
import org.triaged.series.People;

/** The people file of a list, in the form of git's mailmap (gitmailmap(5)). */
final class PeopleFile {

    private static final Pattern MAILBOX = Pattern.compile("([^<>]*)<([^<>\\s]+@[^<>\\s]+)>");

    private PeopleFile() {}

    /** A line that is none of the four forms is a mistake; so is a file that cannot be read. */
    static People read(Path file, Section section, String key, Mistakes mistakes) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<People.Entry> entries = new ArrayList<>();
            for (int number = 1; number <= lines.size(); number++) {
                String line = withoutNote(lines.get(number - 1));
                if (!line.isBlank()) {
                    Optional<People.Entry> entry = entry(line.strip());
                    entry.ifPresent(entries::add);
                    if (entry.isEmpty()) {
                        mistakes.add(
                                new Place(file.toString(), number, 1),
                                "expected 'Name <address>', '<address> <other address>', or a name and address before"
                                        + " another, as in git's mailmap");
                    }
                }
            }
            return new People(entries);
        } catch (MalformedInputException e) {
            mistakes.add(Place.of(file), "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            section.mistake(
                    key, "cannot read " + file + " (" + e.getClass().getSimpleName() + "); name a mailmap, or none");
        }
        return People.NONE;
    }

    private static String withoutNote(String line) {
        int note = line.indexOf('#');
        return note < 0 ? line : line.substring(0, note);
    }

    private static Optional<People.Entry> entry(String line) {
        Matcher mailbox = MAILBOX.matcher(line);
        if (!mailbox.lookingAt()) {
            return Optional.empty();
        }
        Optional<String> name = named(mailbox.group(1));
        String address = mailbox.group(2);
        if (mailbox.end() == line.length()) {
            return name.map(proper ->
                    new People.Entry(new Person(Optional.of(proper), Optional.empty()), Optional.empty(), address));
        }
        Matcher other = MAILBOX.matcher(line.substring(mailbox.end()));
        return other.matches()
                ? Optional.of(
                        new People.Entry(new Person(name, Optional.of(address)), named(other.group(1)), other.group(2)))
                : Optional.empty();
    }

    private static Optional<String> named(String text) {
        return Optional.of(text.strip()).filter(name -> !name.isEmpty());
    }
}
