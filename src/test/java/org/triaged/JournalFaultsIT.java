package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triaged.Installation.LIST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.delivery.FileSendJournal;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Breakers;
import org.triaged.triage.Events.Event;
import org.triaged.triage.FailPoint;
import org.triaged.triage.JournalEntry;
import org.triaged.triage.Pedals;
import org.triaged.triage.QueryRefused;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;

/** What becomes of replies when the send journal is cut, changed, lost, held by another, or cannot be written. */
class JournalFaultsIT {

    private static final int IN_USE = 73;

    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().telling((mail, answer) -> {
        if (answer.startsWith("250")) {
            imap.append(LIST, mail, Instant.now());
        }
    });

    private final List<Event> told = new ArrayList<>();

    private Installation here;

    private int lives;

    @BeforeEach
    void install() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        here.write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: live
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                """);
        round();
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        imap.close();
        smtp.close();
    }

    /** Where each field of the line begins, and the last bytes of it. */
    @Test
    void aLastLineThatIsCutWasNeverWritten() throws Exception {
        everyCut(List.of(1, 3, 8, 20, -40, -20, -19, -3, -2, -1, 0));
    }

    @Test
    @Tag("nightly")
    void aLastLineThatIsCutAnywhereWasNeverWritten() throws Exception {
        everyCut(IntStream.rangeClosed(-300, 0).boxed().toList());
    }

    /** @param cuts length that is left of the last line; counted from its end where it is not positive */
    private void everyCut(List<Integer> cuts) throws Exception {
        post("ann");
        Path accepted = dieAt("journal.accepted.after");
        int sent = smtp.mails().size();
        for (int left : cuts) {
            Installation cut = cut(accepted, left);
            // Without its line end alone a line is whole.
            assertThat(cut.ask("SELECT state FROM reply"))
                    .as("%d of ACCEPTED", left)
                    .isEqualTo(left < -1 || left > 0 ? "UNKNOWN" : "SENT");
        }
        assertThat(smtp.mails()).hasSize(sent);
    }

    @Test
    void anIntentThatIsCutSentNothingAndItsReplyLeavesOnce() throws Exception {
        post("ann");
        Path intent = dieAt("journal.intent.after");
        assertThat(smtp.mails()).isEmpty();
        here = cut(intent, -3);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("READY");
        System.setProperty(
                "triaged.clock", Instant.now().plus(Duration.ofMinutes(5)).toString());
        rounds(2);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }

    @Test
    void aByteThatIsFlippedHoldsAllMailUntilTheJournalIsRebuilt() throws Exception {
        post("ann");
        rounds(2);
        byte[] bytes = Files.readAllBytes(journal());
        int intent = new String(bytes, StandardCharsets.US_ASCII).indexOf(" INTENT ");
        bytes[intent + 12] ^= 1;
        Files.write(journal(), bytes);
        post("bob");
        rounds(2);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(told).extracting(Event::name).contains("journal-damaged");
        assertThat(here.ask("SELECT COUNT(*) FROM judgement"))
                .as("judging goes on")
                .isEqualTo("2");
        assertThat(rebuild()).as("the line that was lost").isEqualTo(1);
        rounds(2);
        assertThat(smtp.mails()).as("a start later, too").hasSize(2);
        assertThat(rebuild()).isZero();
    }

    @Test
    void aJournalThatIsGoneHoldsAllMailUntilItIsRebuiltAndNothingLeavesTwice() throws Exception {
        post("ann");
        rounds(2);
        post("bob");
        here = here.over(dieAt("smtp.dot.before"));
        assertThat(smtp.mails()).as("the server has not taken the second one").hasSize(1);
        Files.delete(journal());
        post("cem");
        rounds(2);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'UNKNOWN'"))
                .as("in doubt, for its intent is gone")
                .isEqualTo("1");
        assertThat(here.ask("SELECT cause FROM breaker WHERE holds = '*'")).isEqualTo("journal-behind");
        assertThat(rebuild()).isEqualTo(2);
        assertThat(Files.readString(journal())).contains(" INTENT ", " SEEN ", " AMBIGUOUS ", " RESUME ");
        assertThat(
                        here.ask(
                                "SELECT COUNT(*) || ' ' || MAX(actor) || ' ' || MAX(said) FROM admin_act WHERE action = 'journal-rebuilt'"))
                .isEqualTo("1 " + System.getProperty("user.name") + " the disk was replaced");
        rounds(2);
        assertThat(smtp.mails()).as("the third one, and the second one never").hasSize(2);
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void nothingButARebuildLetsMailGoOnAfterAJournalThatIsGone() throws Exception {
        post("ann");
        rounds(2);
        Files.delete(journal());
        post("bob");
        round();
        try (AdminDesk desk = Desks.open(here.config())) {
            Pedals pedals = desk.pedals("admin");
            assertThatThrownBy(() -> pedals.resume(Breakers.ALL, "it is fine"))
                    .isInstanceOf(QueryRefused.class)
                    .hasMessageContaining("journal-behind")
                    .hasMessageContaining("triaged replies journal rebuild --reason TEXT");
            assertThat(pedals.resume("devel", "no such breaker")).isFalse();
            assertThat(pedals.held()).containsExactly(Breakers.ALL);
        }
        round();
        assertThat(smtp.mails()).hasSize(1);
        try (Service daemon = Service.start(here.config(), told::add, status -> {});
                AdminDesk desk = Desks.open(here.config())) {
            assertThat(daemon).isNotNull();
            Pedals overTheSocket = desk.pedals("admin");
            assertThatThrownBy(() -> overTheSocket.resume(Breakers.ALL, "it is fine"))
                    .isInstanceOf(QueryRefused.class)
                    .hasMessageContaining("triaged replies journal rebuild --reason TEXT");
            assertThat(overTheSocket.rebuildJournal("the disk was replaced")).isEqualTo(1);
            assertThat(overTheSocket.held()).isEmpty();
        }
        assertThat(here.ask("SELECT COUNT(*) FROM admin_act WHERE action = 'journal-rebuilt'"))
                .isEqualTo("1");
        rounds(2);
        assertThat(smtp.mails()).hasSize(2);
    }

    @Test
    void anOlderJournalIsNoWitnessOfWhatCameAfterIt() throws Exception {
        post("ann");
        rounds(2);
        Path older = folder.resolve("older");
        Files.copy(journal(), older);
        round();
        post("bob");
        here = here.over(dieAt("smtp.dot.before"));
        Files.copy(older, journal(), StandardCopyOption.REPLACE_EXISTING);
        rounds(2);
        assertThat(here.ask("SELECT state FROM reply ORDER BY id DESC")).isEqualTo("UNKNOWN");
        assertThat(here.ask("SELECT cause FROM breaker WHERE holds = '*'")).isEqualTo("journal-behind");
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void withTheDatabaseGoneBackTooTheFolderIsTheWitness() throws Exception {
        Path older = folder.resolve("older");
        Files.copy(here.data().resolve("triaged.mv.db"), older);
        post("ann");
        rounds(2);
        imap.append(LIST, forged(), Instant.now());
        Files.copy(older, here.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(journal());
        imap.expunge(LIST, 1);
        round();
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        assertThat(rebuild()).as("ours, and not the forged one").isEqualTo(1);
        assertThat(here.ask("SELECT mode || ' ' || state FROM reply")).isEqualTo("journal SEEN");
        post("ann");
        rounds(2);
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void onAFullDiskNothingLeavesWithoutItsIntent() throws Exception {
        Path disk = smallDisk();
        try {
            post("ann");
            rounds(2);
            post("bob");
            onlyRoomFor(disk, "OPEN");
            fullAt("smtp.connect.after", disk);
            assertThat(smtp.mails()).hasSize(1);
            Files.delete(disk.resolve("ballast"));
            assertThat(here.ask("SELECT state FROM reply ORDER BY id DESC")).isEqualTo("READY");
            System.setProperty(
                    "triaged.clock", Instant.now().plus(Duration.ofMinutes(5)).toString());
            rounds(2);
            assertThat(smtp.mails()).hasSize(2);
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void onAFullDiskAMailWhoseOutcomeCannotBeWrittenLeavesOnce() throws Exception {
        Path disk = smallDisk();
        try {
            post("ann");
            rounds(2);
            post("bob");
            onlyRoomFor(disk, "OPEN", "INTENT");
            fullAt("smtp.dot.after", disk);
            assertThat(smtp.mails()).hasSize(2);
            Files.delete(disk.resolve("ballast"));
            rounds(2);
            assertThat(smtp.mails()).hasSize(2);
            assertThat(here.ask("SELECT state FROM reply ORDER BY id DESC")).isEqualTo("SEEN");
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void whileAnotherProcessHasTheJournalNoneStarts() throws Exception {
        try (FileSendJournal held = FileSendJournal.open(journal(), InstantSource.system(), FailPoint.INERT)) {
            assertThat(here.once().waitFor()).isEqualTo(IN_USE);
            assertThat(held.damaged()).isFalse();
        }
        assertThat(here.output()).contains("send.journal is held by another triaged");
        assertThat(here.once().waitFor()).isZero();
    }

    /** The journal alone lies there: what H2 does on a full disk is another story. */
    private Path smallDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "this user may not mount a tmpfs");
        Files.move(journal(), disk.resolve("journal"));
        Files.createSymbolicLink(journal(), disk.resolve("journal"));
        return disk;
    }

    /** Pads the journal so that the next such lines end a page, and the one after them needs a new one. */
    private void onlyRoomFor(Path disk, String... events) throws IOException {
        int coming = 0;
        List<String> lines = Files.readAllLines(disk.resolve("journal"));
        for (String event : events) {
            coming += lines.stream()
                            .filter(line -> line.contains(" " + event + " "))
                            .reduce((before, after) -> after)
                            .orElseThrow()
                            .length()
                    + 1;
        }
        try (FileSendJournal padding = FileSendJournal.open(journal(), InstantSource.system(), FailPoint.INERT)) {
            long before = Files.size(journal());
            padding.append(JournalEntry.Event.STOP, Map.of("cause", "x"));
            long overhead = Files.size(journal()) - before - 1;
            // Numbers in a line may have grown by a digit or two.
            long room = Math.floorMod(-(Files.size(journal()) + overhead + coming + 20), PAGE);
            padding.append(JournalEntry.Event.STOP, Map.of("cause", "x".repeat((int) Math.max(1, room))));
        }
    }

    /** One round in which the disk fills up at that point. */
    private void fullAt(String point, Path disk) {
        FailPoint filling = reached -> {
            if (reached.equals(point)) {
                fill(disk.resolve("ballast"));
            }
        };
        try (TriageDaemon daemon = here.start(told::add, filling)) {
            daemon.once();
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("send.journal").hasRootCauseMessage("No space left on device");
            return;
        }
        throw new AssertionError("the journal could be written");
    }

    private static void fill(Path ballast) {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[PAGE]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    /** What is left of the data folder, when the daemon dies there in its next round. */
    private Path dieAt(String point) {
        Path remains = folder.resolve("life" + lives++);
        Death death = new Death(new Death.Hit(point, 1), here.data(), remains);
        try (TriageDaemon daemon = here.start(told::add, death)) {
            daemon.once();
        } catch (Death.Died e) {
            // As planned.
        }
        assertThat(death.came()).isTrue();
        return remains;
    }

    /** A copy of that folder whose journal ends early. */
    private Installation cut(Path data, int left) throws IOException {
        Path copy = folder.resolve("life" + lives++);
        Death.copy(data, copy);
        Path journal = copy.resolve("send.journal");
        byte[] bytes = Files.readAllBytes(journal);
        int last = new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII).lastIndexOf('\n') + 1;
        int length = left > 0 ? last + left : Math.max(last + 1, bytes.length + left);
        Files.write(journal, Arrays.copyOf(bytes, length));
        return here.over(copy);
    }

    private int rebuild() {
        try (AdminDesk desk = Desks.open(here.config())) {
            return desk.pedals(System.getProperty("user.name")).rebuildJournal("the disk was replaced");
        }
    }

    private Path journal() {
        return here.data().resolve("send.journal");
    }

    /** As ours, but its id does not follow from what it answers. */
    private static byte[] forged() {
        return """
                From: "triaged (automatic)" <triaged@triage.example.org>
                To: devel@lists.example.org
                Subject: Re: [PATCH] hw/zoe: x
                Message-ID: <triaged1.aaaaaaaaaaaaaaaaaaaaaaaaaa@triage.example.org>
                In-Reply-To: <zoe@contrib.example.org>
                List-Id: <devel.lists.example.org>
                Auto-Submitted: auto-replied
                X-Triaged-Report: T-aaaaaaaaaa
                X-Triaged-Series: <zoe@contrib.example.org>
                X-Triaged-Reroll: v1

                Hello.
                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void post(String author) {
        String mail = new String(
                        Installation.patch(author + "@contrib.example.org", "[PATCH] hw/" + author + ": x", false),
                        StandardCharsets.UTF_8)
                .replace("Ann Dev <ann@", author + " <" + author + "@");
        imap.append(LIST, mail.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    private void round() {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
