package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where we read a mail otherwise than git or b4, each looked at by a person and given its class. A line holds the id of
 * the mail, the field, theirs, ours and the class; never the words of a mail. A comment, {@code # class: why}, explains
 * each class.
 */
final class Differences {

    private static final Path LISTED = Path.of("src/test/truth/differences.tsv");
    private static final String HEAD = "message_id\tfield\ttheirs\tours\tclass";

    private static final Pattern EXPLAINED = Pattern.compile("^# ([a-z-]+): \\S.*\\.$");

    private final Set<String> fields;
    private final SortedSet<String> found = new TreeSet<>();

    /** Of these fields; the rest of the file is for others. */
    Differences(String... fields) {
        this.fields = Set.of(fields);
    }

    void add(String id, String field, Object theirs, Object ours) {
        if (!fields.contains(field)) {
            throw new IllegalArgumentException(field);
        }
        found.add(line(id, field, theirs, ours));
    }

    /** As it is listed, without its class. */
    static String line(String id, String field, Object theirs, Object ours) {
        return String.join("\t", id, field, shortened(theirs), shortened(ours));
    }

    /** An address is a person's, and so is what stands around it. */
    private static String shortened(Object value) {
        String text = value.toString().replaceAll("\\s+", " ").strip();
        return text.isEmpty() || text.indexOf('@') >= 0 || text.length() > 40 ? "-" : text;
    }

    /** What is not listed, and what is listed and gone; empty when the file is true. */
    List<String> untold() throws IOException {
        Set<String> listed = listed();
        List<String> untold = new ArrayList<>();
        found.stream().filter(line -> !listed.contains(line)).forEach(line -> untold.add("not listed: " + line));
        listed.stream().filter(line -> !found.contains(line)).forEach(line -> untold.add("gone: " + line));
        return untold;
    }

    private Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        Set<String> explained = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (String line : Files.readAllLines(LISTED)) {
            if (line.startsWith("# ")) {
                EXPLAINED.matcher(line).results().forEach(known -> explained.add(known.group(1)));
            } else if (!line.equals(HEAD)) {
                String[] columns = line.split("\t");
                assertThat(columns).as(line).hasSize(5);
                used.add(columns[4]);
                if (fields.contains(columns[1])) {
                    listed.add(line.substring(0, line.lastIndexOf('\t')));
                }
            }
        }
        assertThat(used)
                .as("each class is explained once, and none for nothing")
                .isEqualTo(explained);
        return listed;
    }
}
