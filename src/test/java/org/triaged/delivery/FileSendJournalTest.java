package org.triaged.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.mail.Sha256;
import org.triaged.triage.FailPoint;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.JournalEntry.Event;

class FileSendJournalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("send.journal");
    }

    @Test
    void aLineIsWrittenAsDocumented() throws IOException {
        try (FileSendJournal journal = open()) {
            journal.append(Event.TRIP, Map.of("cause", "50 % = half", "admin", "zoë"));
        }
        String body = "TJ1 1 2026-11-22T10:15:30.123Z TRIP admin=zo%C3%AB cause=50%20%25%20%3D%20half"
                + " prev=0000000000000000";
        assertThat(Files.readString(file))
                .isEqualTo(body + " sum=" + Sha256.hex(body).substring(0, 16) + " .\n");
    }

    @Test
    void whatWasAppendedIsReadBack() {
        Map<String, String> hostile =
                Map.of("mid", "a b\r\nTJ1\u0000%41=\u202e\ud83d\ude00@x", "report", "", "code", "~!");
        try (FileSendJournal journal = open()) {
            journal.append(Event.OPEN, Map.of());
            journal.append(Event.ACCEPTED, hostile);
            assertThat(journal.history()).isEmpty();
        }
        try (FileSendJournal journal = open()) {
            assertThat(journal.damaged()).isFalse();
            assertThat(journal.history())
                    .containsExactly(
                            new JournalEntry(1, NOW, Event.OPEN, Map.of()),
                            new JournalEntry(2, NOW, Event.ACCEPTED, hostile));
        }
    }

    @Test
    void anIntentOfTheLongestIdsFits() {
        String id = "\u20ac".repeat(MessageId.LONGEST);
        try (FileSendJournal journal = open()) {
            journal.append(Event.INTENT, Map.of("root", id, "anchor", id, "mid", id));
        }
        try (FileSendJournal journal = open()) {
            assertThat(journal.history().get(0).fields()).containsEntry("root", id);
        }
    }

    @Test
    void eachLineNamesTheSumOfTheOneBefore() throws IOException {
        three();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(1)).contains(" prev=" + sum(lines.get(0)) + " ");
        assertThat(lines.get(2)).contains(" prev=" + sum(lines.get(1)) + " ");
    }

    @Test
    void aLastLineCutAnywhereIsIgnoredAndEnded() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        int last = start(whole, 2);
        for (int length = last + 1; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (FileSendJournal journal = open()) {
                assertThat(journal.damaged()).isFalse();
                assertThat(journal.history()).extracting(JournalEntry::number).containsExactly(1L, 2L);
                journal.append(Event.STOP, Map.of("cause", "after " + length));
            }
            try (FileSendJournal journal = open()) {
                assertThat(journal.damaged()).as("cut to %d", length).isFalse();
                assertThat(journal.history())
                        .extracting(JournalEntry::event)
                        .containsExactly(Event.OPEN, Event.INTENT, Event.STOP);
            }
        }
    }

    @Test
    void aLastLineThatOnlyLacksItsEndCounts() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        open().close();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        try (FileSendJournal journal = open()) {
            assertThat(journal.history()).hasSize(3);
            assertThat(journal.damaged()).isFalse();
        }
    }

    @Test
    void aFlippedByteAnywhereButAtTheVeryEndIsDamageAndAppendsGoOn() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < start(whole, 2); at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            try (FileSendJournal journal = open()) {
                assertThat(journal.damaged()).as("byte %d", at).isTrue();
                // Two lines without the end between them are one, and lost.
                assertThat(journal.history())
                        .extracting(JournalEntry::number)
                        .contains(at == start(whole, 2) - 1 ? 1L : 3L);
                journal.append(Event.TRIP, Map.of("cause", "journal-damaged"));
            }
            try (FileSendJournal journal = open()) {
                assertThat(journal.damaged()).isTrue();
                assertThat(journal.history()).extracting(JournalEntry::event).contains(Event.TRIP);
            }
        }
    }

    @Test
    void aFlippedByteInAWholeLastLineIsDamage() throws IOException {
        three();
        byte[] whole = Files.readAllBytes(file);
        for (int at = start(whole, 2); at < whole.length - 1; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            try (FileSendJournal journal = open()) {
                assertThat(journal.damaged()).as("byte %d", at).isTrue();
            }
        }
    }

    @Test
    void aRemovedLineIsDamage() throws IOException {
        three();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(1);
        Files.write(file, lines);
        try (FileSendJournal journal = open()) {
            assertThat(journal.damaged()).isTrue();
            assertThat(journal.history()).hasSize(2);
        }
    }

    @Test
    void aSecondOpenerIsRefusedWithItsExitStatus() {
        FileSendJournal journal = open();
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        JournalHeld.class, held -> assertThat(held.exitStatus()).isEqualTo(73))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("another triaged");
        journal.append(Event.OPEN, Map.of());
        journal.close();
        open().close();
    }

    @Test
    void theFileIsForUsAloneEvenIfItWasNot() throws IOException {
        open().close();
        assertThat(mode()).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        open().close();
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void failPointsStandBeforeAndAfterEachWrite() throws IOException {
        List<String> reached = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        FailPoint watch = name -> {
            reached.add(name);
            sizes.add(file.toFile().length());
        };
        try (FileSendJournal journal = FileSendJournal.open(file, InstantSource.fixed(NOW), watch)) {
            journal.append(Event.INTENT, Map.of());
        }
        assertThat(reached)
                .containsExactly(
                        "journal.file.before",
                        "journal.file.after",
                        "journal.intent.before",
                        "journal.intent.written",
                        "journal.intent.after");
        assertThat(sizes).containsExactly(0L, 0L, 0L, Files.size(file), Files.size(file));
    }

    @Test
    void aFaultBetweenWriteAndSyncLeavesNoLineThatNobodyVouchesFor() throws IOException {
        FailPoint fault = name -> {
            if (name.equals("journal.intent.written")) {
                throw new IllegalStateException("stopped");
            }
        };
        try (FileSendJournal journal = FileSendJournal.open(file, InstantSource.fixed(NOW), fault)) {
            assertThatThrownBy(() -> journal.append(Event.INTENT, Map.of("report", "T-longer-than-the-next")))
                    .hasMessage("stopped");
            journal.append(Event.SEEN, Map.of());
        }
        try (FileSendJournal journal = open()) {
            assertThat(journal.damaged()).isFalse();
            assertThat(journal.history()).extracting(JournalEntry::event).containsExactly(Event.SEEN);
        }
    }

    @Test
    void aFieldThatWouldForgeTheChainIsRefused() throws IOException {
        try (FileSendJournal journal = open()) {
            assertThatThrownBy(() -> journal.append(Event.TRIP, Map.of("prev", "0")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.append(Event.TRIP, Map.of("a b", "0")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void afterAWriteThatCannotBeTakenBackNothingIsAppended() {
        FileSendJournal journal = open();
        journal.close();
        assertThatThrownBy(() -> journal.append(Event.INTENT, Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write INTENT to " + file);
        assertThatThrownBy(() -> journal.append(Event.INTENT, Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        file = folder.resolve("none/send.journal");
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(JournalRefused.class, refused -> assertThat(refused.exitStatus())
                        .isEqualTo(74))
                .hasMessageContaining("none/send.journal cannot be opened");
    }

    private void three() {
        file.toFile().delete();
        try (FileSendJournal journal = open()) {
            journal.append(Event.OPEN, Map.of("version", "1.0"));
            journal.append(Event.INTENT, Map.of("report", "T-aaaaaaaaaa", "attempt", "1"));
            journal.append(Event.ACCEPTED, Map.of("report", "T-aaaaaaaaaa", "code", "250"));
        }
    }

    private FileSendJournal open() {
        return FileSendJournal.open(file, InstantSource.fixed(NOW), FailPoint.INERT);
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String sum(String line) {
        return line.replaceFirst(".* sum=([0-9a-f]{16}) \\.$", "$1");
    }

    /** Where a line begins, counted from 0. */
    private static int start(byte[] journal, int line) {
        String[] lines = new String(journal, StandardCharsets.US_ASCII).split("\n");
        return Arrays.stream(lines).limit(line).mapToInt(l -> l.length() + 1).sum();
    }
}
