package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.FileNumbers;

class H2FileNumbersTest {

    private static final String HERE = "/var/mail/devel";
    private static final String THERE = "/var/mail/other";

    @TempDir
    private Path folder;

    @Test
    void aNameKeepsItsNumberForGoodAndEachFolderCountsItsOwn() {
        try (TestStore store = TestStore.in(folder)) {
            FileNumbers numbers = store.fileNumbers();
            assertThat(numbers.known(HERE, List.of("a"))).isEmpty();
            assertThat(numbers.give(HERE, List.of("b", "a"))).isEqualTo(Map.of("b", 1L, "a", 2L));
            assertThat(numbers.give(THERE, List.of("a"))).isEqualTo(Map.of("a", 1L));
            assertThat(numbers.give(HERE, List.of("c"))).isEqualTo(Map.of("c", 3L));
        }
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.fileNumbers().known(HERE, List.of("a", "c", "d"))).isEqualTo(Map.of("a", 2L, "c", 3L));
        }
    }

    @Test
    void aNumberTakenBackIsNeverGivenAgain() {
        try (TestStore store = TestStore.in(folder)) {
            FileNumbers numbers = store.fileNumbers();
            numbers.give(HERE, List.of("a", "b"));
            numbers.takeBack(HERE, List.of("b", "unknown"));
            assertThat(numbers.known(HERE, List.of("a", "b"))).isEqualTo(Map.of("a", 1L));
            assertThat(numbers.give(HERE, List.of("b"))).isEqualTo(Map.of("b", 3L));
        }
    }

    @Test
    void aNameHasOneNumber() {
        try (TestStore store = TestStore.in(folder)) {
            store.fileNumbers().give(HERE, List.of("a"));
            assertThatThrownBy(() -> store.fileNumbers().give(HERE, List.of("b", "a")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(store.rows("SELECT name FROM maildir_file")).containsExactly("a");
        }
    }

    @Test
    void moreNamesThanOneQuestionTakesAreFound() {
        List<String> names = IntStream.range(0, 2_345).mapToObj(i -> "f" + i).toList();
        try (TestStore store = TestStore.in(folder)) {
            Map<String, Long> given = store.fileNumbers().give(HERE, names);
            assertThat(store.fileNumbers().known(HERE, names)).isEqualTo(given).hasSize(2_345);
        }
    }
}
