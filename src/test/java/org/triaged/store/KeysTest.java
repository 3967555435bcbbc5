package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must never be there twice. */
class KeysTest {

    private static final String KEYS = """
            SELECT LOWER(c.table_name || ' ' || c.constraint_name) AS name, LOWER(k.column_name)
              FROM information_schema.table_constraints c
              JOIN information_schema.key_column_usage k
                ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
             WHERE c.table_schema = 'PUBLIC' AND c.constraint_type = 'UNIQUE'
             ORDER BY name, k.ordinal_position
            """;

    @TempDir
    private Path folder;

    @Test
    void eachTableHasTheKeysOfTheList() throws IOException {
        String expected =
                new String(KeysTest.class.getResourceAsStream("keys.txt").readAllBytes(), StandardCharsets.UTF_8);
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.rows(KEYS))
                    .containsExactlyElementsOf(expected.lines().toList());
        }
    }
}
