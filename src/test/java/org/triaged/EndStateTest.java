package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EndStateTest {

    private static final Pattern TABLE = Pattern.compile("(?m)^CREATE TABLE (\\w+)");

    @Test
    void everyTableIsComparedOrLeftOutForAReason() throws IOException {
        Set<String> covered = new TreeSet<>(EndState.tables().keySet());
        assertThat(EndState.LEFT_OUT.values()).noneMatch(String::isBlank);
        assertThat(EndState.LEFT_OUT.keySet()).doesNotContainAnyElementsOf(covered);
        covered.addAll(EndState.LEFT_OUT.keySet());
        assertThat(TABLE.matcher(Files.readString(Path.of("schema.sql")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(covered);
        EndState.tables()
                .forEach((table, sql) -> assertThat(sql).containsPattern("FROM " + Pattern.quote(table) + "\\b"));
    }
}
