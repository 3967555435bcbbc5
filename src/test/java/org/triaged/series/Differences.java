package org.triaged.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where we read a mail otherwise than git or b4, each looked at by a person and given its class. A line holds the id of
 * the mail, the field, theirs, ours and the class; never the words of a mail.
 */
final class Differences {

    private static final Path LISTED = Path.of("src/test/truth/differences.tsv");
    private static final String HEAD = "message_id\tfield\ttheirs\tours\tclass";

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
        found.add(String.join("\t", id, field, shortened(theirs), shortened(ours)));
    }

    /** An address is a person's, and so is what stands around it. */
    private static String shortened(Object value) {
        String text = value.toString().replaceAll("\\s+", " ").strip();
        return text.isEmpty() || text.indexOf('@') >= 0 || text.length() > 40 ? "-" : text;
    }

    /** What is not listed, and what is listed and gone; empty when the file is true. */
    List<String> untold() throws IOException {
        SortedMap<String, String> listed = listed();
        List<String> untold = new ArrayList<>();
        found.stream().filter(line -> !listed.containsKey(line)).forEach(line -> untold.add("not listed: " + line));
        listed.keySet().stream().filter(line -> !found.contains(line)).forEach(line -> untold.add("gone: " + line));
        listed.forEach((line, kind) -> assertThat(kind).as(line).isNotBlank());
        return untold;
    }

    private SortedMap<String, String> listed() throws IOException {
        SortedMap<String, String> listed = new TreeMap<>();
        try (Stream<String> lines = Files.lines(LISTED)) {
            for (String line : lines.toList()) {
                int last = line.lastIndexOf('\t');
                assertThat(line.split("\t")).as(line).hasSize(5);
                if (!line.equals(HEAD) && fields.contains(line.split("\t")[1])) {
                    listed.put(line.substring(0, last), line.substring(last + 1));
                }
            }
        }
        return listed;
    }
}
