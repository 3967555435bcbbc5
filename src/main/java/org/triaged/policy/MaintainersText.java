package org.triaged.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triaged.mail.Person;
import org.triaged.policy.Maintainers.Section;

/** Cuts the text of a MAINTAINERS file into sections. A line without a type begins one; blank lines end nothing. */
final class MaintainersText {

    private static final Pattern TYPED = Pattern.compile("([A-Z]):\\s*(.*)");

    private final List<Section> sections = new ArrayList<>();
    private final List<Person> maintainers = new ArrayList<>();
    private final List<Person> reviewers = new ArrayList<>();
    private final List<FilePattern> files = new ArrayList<>();
    private final List<FilePattern> excluded = new ArrayList<>();
    private final List<LinearPattern> paths = new ArrayList<>();
    private final List<LinearPattern> content = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();
    private final Set<String> lists = new HashSet<>();
    private String title = "";
    private int number;

    private MaintainersText() {}

    static MaintainersText read(String text) {
        MaintainersText reading = new MaintainersText();
        text.lines().forEach(reading::take);
        reading.end();
        return reading;
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** What could not be read, by line. */
    List<String> oddities() {
        return List.copyOf(oddities);
    }

    /** Addresses behind {@code L:}, in lower case. */
    Set<String> lists() {
        return Set.copyOf(lists);
    }

    private void take(String line) {
        number++;
        Matcher typed = TYPED.matcher(line);
        if (typed.lookingAt()) {
            String value = typed.group(2).strip();
            if (!value.isEmpty()) {
                keep(typed.group(1).charAt(0), value);
            }
        } else if (!line.isBlank()) {
            end();
            title = line.strip();
        }
    }

    private void keep(char type, String value) {
        switch (type) {
            case 'M' -> maintainers.add(Person.read(value));
            case 'R' -> reviewers.add(Person.read(value));
            case 'F' -> files.add(FilePattern.of(value));
            case 'X' -> excluded.add(FilePattern.of(value));
            case 'N' -> regex(value).ifPresent(paths::add);
            case 'L' -> list(value);
            case 'K' -> regex(value).ifPresent(content::add);
            default -> {} // trees, states: nothing here asks for them
        }
    }

    /** What stands above the first typed line of a file is its introduction. */
    private void end() {
        Section section = new Section(title, maintainers, reviewers, files, excluded, paths, content);
        if (!(maintainers.isEmpty()
                && reviewers.isEmpty()
                && files.isEmpty()
                && paths.isEmpty()
                && content.isEmpty())) {
            sections.add(section);
        }
        List.of(maintainers, reviewers, files, excluded, paths, content).forEach(List::clear);
    }

    /** A remark may follow, such as that it is moderated. */
    private void list(String value) {
        int remark = value.indexOf(" (");
        Person.read(remark < 0 ? value : value.substring(0, remark))
                .email()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .ifPresent(lists::add);
    }

    /** One line of another project's file must not cost it all the others. */
    private Optional<LinearPattern> regex(String value) {
        try {
            return Optional.of(LinearPattern.of(PerlSpacing.without(value)));
        } catch (IllegalArgumentException e) {
            oddities.add("line " + number + ": '" + value + "' is no regular expression that we read (" + e.getMessage()
                    + ")");
            return Optional.empty();
        }
    }
}
