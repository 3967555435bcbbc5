package org.triaged.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of traps names a golden case for each, and each case that is there for a trap. */
class TrapsTest {

    private static final int TRAPS = 27;

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*\\| ([^|]+) \\|");

    private static final Pattern CASE = Pattern.compile("`([^`]+)`");

    private static Map<Integer, Set<String>> table() throws IOException {
        Map<Integer, Set<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/golden/README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> cases = CASE.matcher(row.group(2))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
                table.put(Integer.valueOf(row.group(1)), cases);
            }
        }
        return table;
    }

    @Test
    void everyTrapHasACaseAndEveryCaseItsTrap() throws IOException {
        Map<Integer, Set<String>> table = table();
        assertThat(table.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, TRAPS).boxed().toList());
        assertThat(table.values()).allSatisfy(cases -> assertThat(cases).isNotEmpty());
        Set<String> there = GoldenCase.all().map(GoldenCase::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = table.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).containsAll(named);
        assertThat(named)
                .containsAll(there.stream()
                        .filter(example -> example.startsWith("mail/") || example.startsWith("series/"))
                        .toList());
    }

    @Test
    void everyShapeOfOtherSuitesIsNamed() throws IOException {
        Set<String> named = CASE.matcher(Files.readString(Path.of("src/test/golden/README.md")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("shapes/") && name.length() > "shapes/".length())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .containsExactlyElementsOf(GoldenCase.all()
                        .map(GoldenCase::toString)
                        .filter(example -> example.startsWith("shapes/"))
                        .sorted()
                        .toList());
    }
}
