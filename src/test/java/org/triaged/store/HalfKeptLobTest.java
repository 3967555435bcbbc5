package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.Read.patch;

import java.nio.file.Path;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 notes a large object that a statement brings in one map and its use in another. A kill between the two leaves the
 * first alone; the database opens, closes and opens again all the same.
 */
class HalfKeptLobTest {

    /** A stream of H2's that holds its one byte itself. */
    private static final byte[] INLINE = {0, 1, 7};

    private static final long NUMBER = 99;

    @TempDir
    private Path folder;

    @Test
    void killedBetweenALargeObjectAndItsUse() {
        Path file;
        try (TestStore store = TestStore.in(folder)) {
            Sample.store(store, patch("m1"));
            file = Path.of(store.database().place());
        }
        leaveHalf(file);
        TestStore.in(folder).close();
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.rows("SELECT COUNT(*) FROM mail")).hasSize(1);
        }
        assertThat(halves(file)).isEmpty();
    }

    private static void leaveHalf(Path file) {
        try (MVStore store = MVStore.open(file.toString())) {
            temporary(store).put(NUMBER, INLINE);
        }
    }

    private static Set<Long> halves(Path file) {
        try (MVStore store = MVStore.open(file.toString())) {
            return Set.copyOf(temporary(store).keySet());
        }
    }

    private static MVMap<Long, byte[]> temporary(MVStore store) {
        return store.openMap(
                "tempLobMap",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }
}
