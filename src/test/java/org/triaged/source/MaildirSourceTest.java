package org.triaged.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.triaged.source.MailSourceContract.all;
import static org.triaged.source.MailSourceContract.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.mail.MessageId;
import org.triaged.store.TestStore;
import org.triaged.triage.MailSource;
import org.triaged.triage.MailSource.Fetched;
import org.triaged.triage.MailSource.Folder;
import org.triaged.triage.MailSource.Kind;
import org.triaged.triage.MailSource.Listing;
import org.triaged.triage.MailSource.Unavailable;

class MaildirSourceTest implements MailSourceContract {

    /** One for all: folders of different paths have nothing to do with each other. */
    private static TestStore store;

    @TempDir
    private Path temp;

    private Path maildir;
    private final List<Path> delivered = new ArrayList<>();
    private Map<Path, String> before = Map.of();

    @BeforeAll
    static void openStore(@TempDir Path data) {
        store = TestStore.in(data);
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void makeMaildir() throws IOException {
        maildir = temp.resolve("devel");
        for (String place : List.of("tmp", "new", "cur")) {
            Files.createDirectories(maildir.resolve(place));
        }
    }

    @Override
    public MailSource source() {
        return new MaildirSource(store.fileNumbers());
    }

    @Override
    public String folder() {
        return maildir.toString();
    }

    @Override
    public void put(byte[] mail, Instant arrival) {
        deliver("new", "1763806530.M%06dP1.host".formatted(delivered.size()), mail, arrival);
    }

    @Override
    public void remove(int number) {
        try {
            Files.delete(delivered.get(number - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean untouched() {
        return before.equals(state());
    }

    @Test
    void aFileKeepsItsNumberWhereverItGoesAndWhateverItsFlags() throws Exception {
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        List<Listing> first = listed();
        move(1, "cur", ":2,");
        assertThat(listed()).isEqualTo(first);
        move(1, "cur", ":2,RS");
        move(2, "cur", ":2,F");
        assertThat(listed()).isEqualTo(first);
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.uidNext()).isEqualTo(3);
        }
    }

    @Test
    void aFileMovedBetweenListingAndReadingIsFoundAgain() throws Exception {
        put(mail("1@x.example", "moved"), ARRIVAL);
        put(mail("2@x.example", "stays"), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            move(1, "cur", ":2,");
            List<Listing> listed = all(opened);
            assertThat(listed).hasSize(2);
            move(1, "cur", ":2,S");
            assertThat(opened.fetch(listed, CAP, HEAD))
                    .extracting(Fetched::listing)
                    .isEqualTo(listed);
            move(1, "cur", ":2,ST");
            assertThat(opened.withId(new MessageId("1@x.example"), CAP, HEAD)).hasSize(1);
            assertThat(opened.leftUnread()).isEmpty();
        }
    }

    @Test
    void aFileThatIsGoneAndComesBackIsListedAgain() throws Exception {
        put(mail("1@x.example", "away"), ARRIVAL);
        put(mail("2@x.example", "here"), ARRIVAL);
        Path away = temp.resolve("away");
        long goneAs;
        try (Folder opened = source().examine(folder())) {
            List<Listing> listed = all(opened);
            Files.move(delivered.get(0), away);
            goneAs = listed.get(0).uid();
            assertThat(opened.fetch(listed, CAP, HEAD))
                    .extracting(Fetched::listing)
                    .containsExactly(listed.get(1));
            assertThat(opened.leftUnread()).isEmpty();
        }
        Files.move(away, delivered.get(0));
        try (Folder opened = source().examine(folder())) {
            List<Listing> listed = opened.list(goneAs + 1, 100);
            assertThat(opened.fetch(listed, CAP, HEAD))
                    .extracting(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII))
                    .anyMatch(mail -> mail.endsWith("away"));
            assertThat(opened.uidNext()).isEqualTo(4);
        }
    }

    /** Another reader moves and marks files as they come; whoever polls meanwhile misses none and reads none twice. */
    @Test
    void nothingIsMissedWhileOthersMoveFiles() throws Exception {
        int mails = 300;
        ExecutorService others = Executors.newSingleThreadExecutor();
        Future<?> moving = others.submit(() -> {
            for (int i = 1; i <= mails; i++) {
                put(mail(i + "@x.example", "body " + i), ARRIVAL);
                move(i, "cur", ":2,");
                move(Math.max(1, i - 3), "cur", ":2,S");
                move(Math.max(1, i - 7), "cur", ":2,RS");
            }
            return null;
        });
        Map<String, Integer> read = new TreeMap<>();
        long next = 1;
        boolean last = false;
        while (!last) {
            last = moving.isDone();
            try (Folder opened = source().examine(folder())) {
                for (Fetched mail : opened.fetch(opened.list(next, Long.MAX_VALUE), CAP, HEAD)) {
                    read.merge(new String(mail.bytes(), StandardCharsets.US_ASCII), 1, Integer::sum);
                }
                next = Math.max(next, opened.uidNext());
                assertThat(opened.leftUnread()).isEmpty();
            }
        }
        moving.get();
        others.shutdown();
        assertThat(read).hasSize(mails);
        assertThat(read.values()).containsOnly(1);
    }

    @Test
    void arrivalIsTheTimeOfTheFileButNeverAfterTheMailWasReceived() throws Exception {
        put("Received: by x; Sun, 22 Nov 2026 09:00:00 +0000\r\n\r\ncopied here later".getBytes(), ARRIVAL);
        put("Received: by x; Sun, 22 Nov 2026 11:00:00 +0000\r\n\r\nof a fast clock".getBytes(), ARRIVAL);
        assertThat(listed())
                .extracting(Listing::arrival)
                .containsExactly(Instant.parse("2026-11-22T09:00:00Z"), ARRIVAL);
    }

    @Test
    void onlyWhatLiesInNewAndCurIsMail() throws Exception {
        deliver("tmp", "1.unfinished", mail("1@x.example", ""), ARRIVAL);
        deliver("new", ".nfs0001", mail("2@x.example", ""), ARRIVAL);
        deliver("", "dovecot-uidlist", "3 V1".getBytes(), ARRIVAL);
        deliver("", "stray.eml", mail("3@x.example", ""), ARRIVAL);
        Files.createDirectories(maildir.resolve(".Sent/cur"));
        deliver(".Sent/cur", "4.sent:2,S", mail("4@x.example", ""), ARRIVAL);
        Files.createDirectories(maildir.resolve("cur/folder"));
        deliver("cur/folder", "5.below", mail("5@x.example", ""), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            assertThat(all(opened)).isEmpty();
            assertThat(opened.leftUnread()).isEmpty();
        }
    }

    @Test
    void anEmptyFileIsNoMailYet() throws Exception {
        deliver("new", "1.copied", new byte[0], ARRIVAL);
        assertThat(listed()).isEmpty();
        Files.write(delivered.get(0), mail("1@x.example", ""));
        assertThat(listed()).hasSize(1);
    }

    @Test
    void whatIsNoPlainFileIsToldAndTheRestIsRead() throws Exception {
        Path outside = Files.write(temp.resolve("outside"), mail("0@x.example", "not ours to send"));
        Files.createSymbolicLink(maildir.resolve("new/1.link"), outside);
        Files.createSymbolicLink(maildir.resolve("cur/2.dangling:2,"), temp.resolve("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", maildir.resolve("cur/3.pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        put(mail("1@x.example", ""), ARRIVAL);
        for (int poll = 0; poll < 2; poll++) {
            try (Folder opened = source().examine(folder())) {
                assertThat(opened.fetch(all(opened), CAP, HEAD)).hasSize(1);
                assertThat(opened.leftUnread()).hasValueSatisfying(told -> {
                    assertThat(told.kind()).isEqualTo(Kind.MAILS_UNREAD);
                    assertThat(told)
                            .hasMessageStartingWith("Maildir " + maildir + ": all was read but 3 files. ")
                            .hasMessageContainingAll("new/1.link", "cur/2.dangling", "cur/3.pipe", "Move it away.");
                });
            }
        }
        assertThat(store.rows("SELECT COUNT(*) FROM maildir_file WHERE folder = '" + maildir + "'"))
                .containsExactly("1");
    }

    @Test
    void aFileWeMayNotReadIsToldAndReadOnceWeMay() throws Exception {
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        Path closed = delivered.get(0);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "whoever runs this may read everything");
        try (Folder opened = source().examine(folder())) {
            assertThat(all(opened)).extracting(Listing::uid).containsExactly(1L);
            assertThat(opened.leftUnread().orElseThrow())
                    .hasMessageContaining(
                            "all was read but 1 file. new/" + closed.getFileName() + ": no right to read");
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.list(2, 9)).hasSize(1);
            assertThat(opened.leftUnread()).isEmpty();
        }
    }

    /** Who numbered it has died; its number is below the cursor of the next one, which is above it by then. */
    @Test
    void aFileThatWentAfterItWasNumberedIsReadWhenItIsBack() throws Exception {
        put(mail("1@x.example", ""), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        source().examine(folder()).close();
        Path gone = delivered.get(1);
        byte[] bytes = Files.readAllBytes(gone);
        Files.delete(gone);
        put(mail("3@x.example", ""), ARRIVAL);
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.list(1, opened.uidNext() - 1))
                    .extracting(Listing::uid)
                    .containsExactly(1L, 3L);
        }
        Files.write(gone, bytes);
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.list(4, 9)).extracting(Listing::uid).containsExactly(4L);
        }
    }

    @Test
    void aFolderWeMayNotReadIsTold() throws Exception {
        Files.setPosixFilePermissions(maildir.resolve("cur"), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(maildir.resolve("cur")), "whoever runs this may read everything");
        refused(folder(), Kind.NO_FOLDER).hasMessageContaining("no right to read it");
    }

    @Test
    void aFileThatChangedSinceItWasListedIsToldAndReadAtTheNextPoll() throws Exception {
        put(mail("1@x.example", "short"), ARRIVAL);
        put(mail("2@x.example", ""), ARRIVAL);
        List<Listing> listed;
        try (Folder opened = source().examine(folder())) {
            listed = all(opened);
            Files.write(delivered.get(0), mail("1@x.example", "longer than before"));
            assertThat(opened.fetch(listed, CAP, HEAD))
                    .extracting(Fetched::listing)
                    .containsExactly(listed.get(1));
            assertThat(opened.leftUnread().orElseThrow()).hasMessageContaining("changed while it was read");
        }
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.fetch(opened.list(opened.uidNext() - 1, 100), CAP, HEAD))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.bytes()).isEqualTo(mail("1@x.example", "longer than before")));
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        refused(temp.resolve("none").toString(), Kind.NO_FOLDER)
                .hasMessage("Maildir " + temp.resolve("none") + ": no such folder. Check the path.");
    }

    @Test
    void aFolderThatIsNoMaildirIsNamed() throws IOException {
        refused(temp.toString(), Kind.NO_FOLDER).hasMessageContaining("no folders new and cur");
        Files.delete(maildir.resolve("cur"));
        refused(folder(), Kind.NO_FOLDER).hasMessageContaining("no folders new and cur");
        Files.createFile(maildir.resolve("cur"));
        refused(folder(), Kind.NO_FOLDER).hasMessageContaining("no folders new and cur");
    }

    @Test
    void aNameOfAnyBytesIsRead() throws Exception {
        for (String name : List.of("with blank", "new\nline", "\u00e9", "x".repeat(250), "a:2,b:2,S", "a:b")) {
            deliver("cur", name, mail("1@x.example", name), ARRIVAL);
        }
        try (Folder opened = source().examine(folder())) {
            assertThat(opened.fetch(all(opened), CAP, HEAD)).hasSize(6);
        }
    }

    private List<Listing> listed() throws Unavailable {
        try (Folder opened = source().examine(folder())) {
            return all(opened);
        }
    }

    private AbstractThrowableAssert<?, ?> refused(String folder, Kind kind) {
        return assertThatThrownBy(() -> source().examine(folder))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    private void move(int number, String place, String flags) throws IOException {
        Path from = delivered.get(number - 1);
        String name = from.getFileName().toString().replaceFirst(":2,.*", "");
        delivered.set(number - 1, Files.move(from, maildir.resolve(place).resolve(name + flags)));
    }

    private void deliver(String place, String name, byte[] mail, Instant arrival) {
        try {
            Path unfinished = Files.write(maildir.resolve("tmp").resolve("unfinished"), mail);
            Files.setLastModifiedTime(unfinished, FileTime.from(arrival));
            delivered.add(Files.move(unfinished, maildir.resolve(place).resolve(name)));
            before = state();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every path below the Maildir with the time of its last change of any kind. */
    private Map<Path, String> state() {
        try (Stream<Path> paths = Files.walk(maildir)) {
            Map<Path, String> state = new TreeMap<>();
            for (Path path : paths.toList()) {
                state.put(
                        path,
                        Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
