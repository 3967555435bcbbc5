package org.triaged.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.store.StoreUnavailable.Exit;
import org.triaged.triage.FailPoint;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void everythingIsMadeWhereNothingIs() throws IOException {
        Path folder = temp.resolve("deep/data");
        byte[] key;
        try (TestStore store = TestStore.in(folder)) {
            key = store.folder().idKey();
            store.auditTrail().note("daemon-start", "daemon", "1", "", Sample.NOW);
            assertThat(key).hasSize(32);
            assertThat(modes(folder)).containsOnly("rw-------");
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(names(folder)).containsExactly("id.key", "passwords", "triaged.mv.db", "triaged.pid");
        assertThat(modes(folder)).containsOnly("rw-------");
        try (TestStore store = TestStore.in(folder)) {
            assertThat(store.folder().idKey()).isEqualTo(key);
        }
    }

    @Test
    void nothingIsMadeForThoseWhoOnlyLook() {
        Path folder = temp.resolve("data");
        refused(
                Exit.DAMAGED,
                "holds no database",
                () -> DataFolder.open(folder, Optional.empty(), false, FailPoint.INERT));
        assertThat(folder).doesNotExist();
        refused(
                Exit.DAMAGED,
                "holds no database",
                () -> DataFolder.open(temp, Optional.empty(), false, FailPoint.INERT));
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.key", "passwords", "triaged.mv.db"})
    void aMissingPartIsNotMadeAnew(String part) throws IOException {
        TestStore.in(temp).close();
        Files.delete(temp.resolve(part));
        List<String> before = names(temp);
        refused(Exit.DAMAGED, part + " is missing", this::open);
        assertThat(names(temp)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"t;INIT=RUNSCRIPT FROM 'x'", "t;TRACE_LEVEL_FILE=3", "a;AUTO_SERVER=TRUE/t", "t;FILE_LOCK=NO"})
    void aPathThatWouldAddOptionsToTheAddressOfTheDatabaseIsRefused(String path) throws IOException {
        assertThatThrownBy(() -> TestStore.in(temp.resolve(path))).hasMessageContaining("no semicolon in a path");
        assertThat(names(temp)).isEmpty();
    }

    @Test
    void aJournalAloneIsATraceOfAnEarlierLife() throws IOException {
        Files.writeString(temp.resolve("send.journal"), "TJ1 1\n");
        refused(Exit.DAMAGED, "id.key is missing", this::open);
        Files.createDirectory(temp.resolve("new"));
        refused(Exit.DAMAGED, "id.key is missing", this::open);
    }

    @Test
    void aJournalMissingBesideTheRestIsNoConcernOfOurs() {
        TestStore.in(temp).close();
        TestStore.in(temp).close();
    }

    @Test
    void aDatabaseOfNoBytesIsRefused() throws IOException {
        TestStore.in(temp).close();
        Files.write(temp.resolve("triaged.mv.db"), new byte[0]);
        refused(Exit.DAMAGED, "0 bytes", this::open);
        assertThat(temp.resolve("triaged.mv.db")).isEmptyFile();
    }

    @Test
    void garbageIsRefusedAndKept() throws IOException {
        TestStore.in(temp).close();
        byte[] garbage = "this is no database\n".repeat(1_000).getBytes();
        Files.write(temp.resolve("triaged.mv.db"), garbage);
        refused(Exit.DAMAGED, "damaged or no database", this::open);
        assertThat(temp.resolve("triaged.mv.db")).hasBinaryContent(garbage);
    }

    @Test
    void passwordsOfAnotherDatabaseAreRefused() throws IOException {
        TestStore.in(temp.resolve("a")).close();
        TestStore.in(temp.resolve("b")).close();
        Files.copy(
                temp.resolve("b/passwords"),
                temp.resolve("a/passwords"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refused(Exit.NO_PERMISSION, "does not accept the passwords", () -> TestStore.in(temp.resolve("a"))
                .close());
        Files.writeString(temp.resolve("a/passwords"), "KEEPER=x\n");
        refused(Exit.DAMAGED, "does not hold the passwords", () -> TestStore.in(temp.resolve("a"))
                .close());
    }

    @ParameterizedTest
    @CsvSource({
        "id.key, rw-r-----",
        "id.key, rw----r--",
        "id.key, rw--w----",
        "passwords, rw-r--r--",
        "passwords, rw-----w-"
    })
    void aSecretThatOthersMayReadIsNone(String part, String rights) throws IOException {
        TestStore.in(temp).close();
        Path secret = temp.resolve(part);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(rights));
        refused(Exit.NO_PERMISSION, secret + " may be read or written by others; run chmod 600 " + secret, this::open);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--------"));
        TestStore.in(temp).close();
    }

    @Test
    void aKeyElsewhereThatOthersMayReadIsRefusedBeforeAnythingIsMade() throws IOException {
        Path key = Files.write(temp.resolve("key"), new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Path folder = temp.resolve("data");
        refused(
                Exit.NO_PERMISSION,
                "run chmod 600 " + key,
                () -> DataFolder.open(folder, Optional.of(key), true, FailPoint.INERT));
        assertThat(names(folder)).containsExactly("triaged.pid");
    }

    @Test
    void aShortKeyIsRefused() throws IOException {
        TestStore.in(temp).close();
        Files.write(temp.resolve("id.key"), new byte[7]);
        refused(Exit.DAMAGED, "holds 7 bytes", this::open);
    }

    @Test
    void aKeyThatConfPlacesElsewhereIsUsedAsItIs() throws IOException {
        Path key = temp.resolve("key");
        Path folder = temp.resolve("data");
        ThrowingCallable open = () ->
                DataFolder.open(folder, Optional.of(key), true, FailPoint.INERT).close();
        refused(Exit.DAMAGED, "is missing", open);
        assertThat(names(folder)).containsExactly("triaged.pid");
        Files.write(key, new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (DataFolder data = DataFolder.open(folder, Optional.of(key), true, FailPoint.INERT)) {
            assertThat(data.idKey()).isEqualTo(new byte[32]);
        }
        assertThat(names(folder)).containsExactly("passwords", "triaged.mv.db", "triaged.pid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first-start.before",
                "first-start.folder-made",
                "first-start.key-made",
                "first-start.passwords-made",
                "first-start.database-empty",
                "first-start.users-made",
                "first-start.schema-made",
                "first-start.database-made",
                "first-start.moved.id.key",
                "first-start.moved.passwords",
                "first-start.moved.triaged.mv.db",
                "first-start.after"
            })
    void aFirstStartThatWasStoppedIsEndedByTheNext(String here) throws IOException {
        FailPoint stop = name -> {
            if (name.equals(here)) {
                throw new IllegalStateException("stopped");
            }
        };
        assertThatThrownBy(() -> DataFolder.open(temp, Optional.empty(), true, stop))
                .hasMessage("stopped");
        try (TestStore store = TestStore.in(temp)) {
            assertThat(store.database().id()).hasSize(36);
        }
        assertThat(names(temp)).containsExactly("id.key", "passwords", "triaged.mv.db", "triaged.pid");
        assertThat(modes(temp)).containsOnly("rw-------");
    }

    @Test
    void partsOfTwoMakingsNeverMeet() throws IOException {
        TestStore.in(temp).close();
        byte[] database = Files.readAllBytes(temp.resolve("triaged.mv.db"));
        Files.createDirectory(temp.resolve("new"));
        Files.copy(temp.resolve("triaged.mv.db"), temp.resolve("new/triaged.mv.db"));
        Files.copy(temp.resolve("id.key"), temp.resolve("new/id.key"));
        Files.delete(temp.resolve("passwords"));
        refused(Exit.DAMAGED, "passwords is missing", this::open);
        assertThat(temp.resolve("triaged.mv.db")).hasBinaryContent(database);
    }

    @Test
    void theSecondHolderIsToldWhoHasIt() {
        try (TestStore store = TestStore.in(temp)) {
            assertThat(store.folder().folder()).isEqualTo(temp);
            refused(Exit.LOCKED, "process " + ProcessHandle.current().pid(), this::open);
        }
        TestStore.in(temp).close();
    }

    @Test
    void aDatabaseHeldByAnotherProcessIsToldApart() throws Exception {
        TestStore.in(temp).close();
        Process holder = ChildStore.start(temp, Url.KEEPER.options());
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("1");
            refused(Exit.LOCKED, "process " + holder.pid(), this::open);
            Files.delete(temp.resolve("triaged.pid"));
            refused(Exit.LOCKED, "in use by another process", this::open);
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private void open() {
        TestStore.in(temp).close();
    }

    private static void refused(Exit exit, String words, ThrowingCallable open) {
        assertThatThrownBy(open)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, e -> assertThat(e.exit()).isEqualTo(exit))
                .hasMessageContaining(words);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> modes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(DataFolderTest::mode).toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
