package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.store.Sample.Read.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.store.StoreUnavailable.Exit;

/** A database file that was cut short or overwritten: it is refused or whole, and never a new one in its place. */
class DamagedDatabaseTest {

    private static final int PLACES = 10;

    private static final int LENGTH = 4096;

    @TempDir
    private Path folder;

    private byte[] good;

    private List<String> files;

    @BeforeEach
    void aDatabaseWithMail() throws IOException {
        try (TestStore store = TestStore.in(folder)) {
            Sample.store(
                    store,
                    IntStream.range(0, 40)
                            .mapToObj(number -> patch("m" + number))
                            .toArray(Sample.Read[]::new));
        }
        good = Files.readAllBytes(database());
        files = names();
    }

    @Test
    void cutShortAnywhere() throws IOException {
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            int length = 1 + i * good.length / PLACES;
            tryOut(Arrays.copyOf(good, length), length, refused);
        }
        assertThat(refused).isNotEmpty();
        System.out.println("DamagedDatabaseTest: cut short, refused " + refused.size() + " of " + PLACES);
    }

    @Test
    void overwrittenAnywhere() throws IOException {
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            int offset = i * (good.length - LENGTH) / (PLACES - 1);
            byte[] noise = new byte[LENGTH];
            new Random(i).nextBytes(noise);
            byte[] bad = good.clone();
            System.arraycopy(noise, 0, bad, offset, LENGTH);
            tryOut(bad, offset, refused);
        }
        assertThat(refused).isNotEmpty();
        System.out.println("DamagedDatabaseTest: overwritten, refused " + refused.size() + " of " + PLACES);
    }

    /** Where H2 finds an older whole state or unused room, it must be a state of ours, audit and all. */
    private void tryOut(byte[] bad, int where, List<Integer> refused) throws IOException {
        Files.write(database(), bad);
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.database().firstBrokenAudit()).as("at %d", where).isEmpty();
            assertThat(store.rows("SELECT COUNT(*) FROM mail"))
                    .as("at %d", where)
                    .containsExactly("40");
        } catch (StoreUnavailable e) {
            refused.add(where);
            // An older state may be found that has no users yet, and so takes no password.
            assertThat(e.exit()).as("at %d: %s", where, e.getMessage()).isIn(Exit.DAMAGED, Exit.NO_PERMISSION);
            assertThat(e).hasMessageContaining(DataFolder.DATABASE).hasMessageContaining("backup");
            assertThat(names()).isEqualTo(files);
        }
        Files.write(database(), good);
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.rows("SELECT COUNT(*) FROM mail")).containsExactly("40");
        }
        good = Files.readAllBytes(database());
    }

    private Path database() {
        return folder.resolve(DataFolder.DATABASE);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
