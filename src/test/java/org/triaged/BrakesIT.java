package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.FailPoint;
import org.triaged.triage.Status;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** Brakes of a daemon at work: what they hold, what they survive, and who releases them. */
class BrakesIT {

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().telling((mail, answer) -> {
        if (answer.startsWith("250")) {
            imap.append(LIST, mail, Instant.now());
        }
    });

    private final List<Events.Event> told = new ArrayList<>();

    private Installation here;

    private int mails;

    @BeforeEach
    void install() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        list("");
        round();
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        assertThat(here.broken()).isEmpty();
        imap.close();
        smtp.close();
    }

    @Test
    void aStopBetweenTheConnectionAndTheIntentHoldsTheMail() throws Exception {
        post("ann");
        FailPoint stopping = point -> {
            if (point.equals("smtp.connect.after")) {
                touch(here.data().resolve("STOP"));
            }
        };
        try (TriageDaemon daemon = here.start(told::add, stopping)) {
            daemon.once();
        }
        assertThat(Files.exists(here.data().resolve("STOP"))).isTrue();
        assertThat(smtp.mails()).isEmpty();
        assertThat(Files.readString(here.data().resolve("send.journal"))).doesNotContain(" INTENT ");
        round();
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("READY");
        assertThat(alerts("stop-seen")).hasSize(1);
        assertThat(waits()).containsExactly("stop");
        Files.move(here.data().resolve("STOP"), here.conf().resolve("STOP"));
        round();
        assertThat(smtp.mails()).isEmpty();
        Files.delete(here.conf().resolve("STOP"));
        round();
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void anHourHasRoomForExactlyAsManyAsTheCapSays() {
        caps("per-hour: 3, per-day: 400, per-author: 400, per-author-and-rules: 400");
        seenFirst();
        for (String author : List.of("bob", "cem", "dan")) {
            post(author);
        }
        rounds(3);
        assertThat(smtp.mails()).hasSize(3);
        assertThat(waits()).contains("cap-hour");
        later(Duration.ofMinutes(62));
        rounds(2);
        assertThat(smtp.mails()).hasSize(4);
    }

    @Test
    void aDayHasRoomForExactlyAsManyAsTheCapSays() {
        caps("per-hour: 100, per-day: 3, per-author: 400, per-author-and-rules: 400");
        list("max-age: P3D");
        seenFirst();
        for (String author : List.of("bob", "cem", "dan")) {
            post(author);
        }
        rounds(3);
        assertThat(smtp.mails()).hasSize(3);
        assertThat(waits()).containsExactly("cap-day");
        later(Duration.ofHours(23));
        rounds(2);
        assertThat(smtp.mails()).as("within the day, and after a restart").hasSize(3);
        later(Duration.ofHours(25));
        rounds(2);
        assertThat(smtp.mails()).hasSize(4);
    }

    @Test
    void capsCountWhatAnOlderDatabaseHasForgotten() throws Exception {
        caps("per-hour: 100, per-day: 3, per-author: 400, per-author-and-rules: 400");
        Path older = folder.resolve("older");
        seenFirst();
        Files.copy(here.data().resolve("triaged.mv.db"), older);
        post("bob");
        post("cem");
        Files.createFile(here.data().resolve("STOP"));
        round();
        Path due = folder.resolve("due");
        Files.copy(here.data().resolve("triaged.mv.db"), due);
        Files.delete(here.data().resolve("STOP"));
        rounds(2);
        assertThat(smtp.mails()).hasSize(3);
        post("dan");
        for (Path copy : List.of(older, due)) {
            Files.copy(copy, here.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
            rounds(3);
            assertThat(smtp.mails()).as(copy.toString()).hasSize(3);
            assertThat(waits()).as(copy.toString()).contains("cap-day");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "per-author, 'per-author: 1, per-author-and-rules: 400'",
        "per-author-and-rules, 'per-author: 400, per-author-and-rules: 1'"
    })
    void capsOfAnAuthorCountWhatAnOlderDatabaseHasForgotten(String cap, String figures) throws Exception {
        caps("per-hour: 100, per-day: 400, " + figures);
        seenFirst();
        Path older = Files.copy(here.data().resolve("triaged.mv.db"), folder.resolve("older"));
        post("bob");
        rounds(2);
        assertThat(to("bob")).isEqualTo(1);
        Files.copy(older, here.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        post("bob");
        post("cem");
        rounds(4);
        assertThat(to("bob")).isEqualTo(1);
        assertThat(to("cem")).isEqualTo(1);
        assertThat(waits()).containsExactly("cap-" + cap.substring(4));
    }

    @Test
    void oneAuthorGetsOneMailADayAboutTheSameRulesAndOthersGetTheirs() {
        caps("per-hour: 100, per-day: 400");
        seenFirst();
        post("ann");
        post("bob");
        rounds(3);
        assertThat(to("ann")).isEqualTo(1);
        assertThat(to("bob")).isEqualTo(1);
        assertThat(waits()).containsExactly("cap-author-and-rules");
        assertThat(here.ask("SELECT state FROM reply_delay")).isEqualTo("READY");
        later(Duration.ofHours(25));
        rounds(1);
        assertThat(here.ask("SELECT state FROM reply_delay")).isEqualTo("EXPIRED");
        assertThat(to("ann")).isEqualTo(1);
    }

    @Test
    void oneAuthorGetsThreeMailsADay() {
        caps("per-hour: 100, per-day: 400, per-author-and-rules: 100");
        seenFirst();
        for (int i = 0; i < 3; i++) {
            post("ann");
        }
        rounds(4);
        assertThat(to("ann")).isEqualTo(3);
        assertThat(waits()).containsExactly("cap-author");
    }

    @Test
    void aBreakerThatTrippedSurvivesARestartAndAnOlderDatabaseUntilAnAdminResumes() throws Exception {
        for (String author : List.of("ann", "bob", "cem", "dan")) {
            post(author);
        }
        smtp.at(Step.DOT, reply("554 spam"));
        Path older = folder.resolve("older");
        Files.copy(here.data().resolve("triaged.mv.db"), older);
        round();
        assertThat(smtp.mails()).as("three refusals are enough").hasSize(3);
        assertThat(alerts("breaker-tripped")).singleElement().satisfies(event -> assertThat(event.fields())
                .containsEntry("cause", "refused"));
        smtp.willing();
        round();
        assertThat(smtp.mails()).as("after a restart").hasSize(3);
        assertThat(alerts("breaker-tripped")).as("told once").hasSize(1);
        assertThat(status().needs()).anySatisfy(need -> assertThat(need.what() + need.next())
                .contains("list devel", "refused", "triaged replies resume --list devel"));

        Files.copy(older, here.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        rounds(3);
        assertThat(here.ask("SELECT said FROM breaker WHERE holds = 'devel'")).isEqualTo("the send journal says so");
        assertThat(smtp.mails()).as("with an older database").hasSize(3);

        try (AdminDesk desk = Desks.open(here.config())) {
            assertThat(desk.pedals("admin").held()).containsExactly("devel");
            assertThat(desk.pedals("admin").resume("devel", "the list's filter is mended"))
                    .isTrue();
        }
        assertThat(Files.readString(here.data().resolve("send.journal"))).contains(" RESUME ", "cause=refused");
        rounds(2);
        assertThat(smtp.mails()).hasSize(4);
        assertThat(status().needs()).noneMatch(need -> need.what().contains("breaker"));
    }

    @Test
    void aDatabaseFromBeforeTheResumeIsResumedByTheJournal() throws Exception {
        for (String author : List.of("ann", "bob", "cem", "dan")) {
            post(author);
        }
        smtp.at(Step.DOT, reply("554 spam"));
        round();
        smtp.willing();
        Path older = folder.resolve("older");
        Files.copy(here.data().resolve("triaged.mv.db"), older);
        try (AdminDesk desk = Desks.open(here.config())) {
            desk.pedals("admin").resume("devel", "mended");
        }
        Files.copy(older, here.data().resolve("triaged.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        rounds(2);
        assertThat(here.ask("SELECT COUNT(*) FROM breaker WHERE holds IS NOT NULL"))
                .isEqualTo("0");
        assertThat(smtp.mails()).hasSize(4);
    }

    @Test
    void aDamagedJournalHoldsAllMailUntilAnAdminHasLooked() throws Exception {
        seenFirst();
        Path journal = here.data().resolve("send.journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        post("bob");
        rounds(2);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(status().brake()).contains("journal-damaged");
        assertThat(here.ask("SELECT COUNT(*) FROM judgement"))
                .as("judging goes on")
                .isEqualTo("2");
        try (AdminDesk desk = Desks.open(here.config())) {
            assertThat(desk.pedals("admin").resume("*", "a bad disk, replaced")).isTrue();
        }
        rounds(2);
        assertThat(smtp.mails()).as("a start later, too").hasSize(2);
    }

    @Test
    void aReplyWaitsForItsDelayAndItsWindow() {
        Instant now = Instant.now();
        int hour = now.atOffset(ZoneOffset.UTC).getHour();
        list("delay: PT2H\nsend-window: '%02d:00-%02d:00'".formatted((hour + 4) % 24, (hour + 6) % 24));
        post("ann");
        round();
        assertThat(here.ask("SELECT DATEDIFF(MINUTE, composed_at, next_at) FROM reply"))
                .isEqualTo("120");
        later(Duration.ofMinutes(125));
        round();
        assertThat(smtp.mails()).isEmpty();
        assertThat(waits()).containsExactly("send-window");
        later(Duration.ofHours(5));
        round();
        assertThat(smtp.mails()).hasSize(1);
    }

    /** The first reply on a list must come back before another leaves. */
    private void seenFirst() {
        post("ann");
        rounds(2);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SEEN");
    }

    private List<String> waits() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon
                    .reader()
                    .query("SELECT DISTINCT waited_for FROM reply_delay ORDER BY waited_for")
                    .rows()
                    .stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    private Status status() {
        try (AdminDesk desk = Desks.open(here.config())) {
            return desk.status();
        }
    }

    private List<Events.Event> alerts(String name) {
        return told.stream()
                .filter(event -> event.name().equals(name) && event.level() == Events.Level.ALERT)
                .toList();
    }

    private long to(String author) {
        return smtp.mails().stream()
                .filter(mail -> mail.recipients().contains(author + "@contrib.example.org"))
                .count();
    }

    private void caps(String caps) {
        String conf = read(here.conf().resolve("triaged.yaml"));
        here.write("triaged.yaml", conf.replaceFirst("caps: \\{.*}", "caps: {" + caps + "}"));
    }

    private void list(String more) {
        here.write("lists/devel.yaml", """
                list-id: devel.lists.example.org
                addresses: [devel@lists.example.org]
                account: main
                mode: live
                policy: {pin: generic/dco}
                scope: none
                rules: {dco-sob-missing: reply}
                %s
                """.formatted(more));
    }

    private void post(String author) {
        String id = author + mails++ + "@contrib.example.org";
        String mail = new String(
                        Installation.patch(id, "[PATCH] hw/" + author + ": " + mails, false), StandardCharsets.UTF_8)
                .replace("Ann Dev <ann@", author + " <" + author + "@");
        imap.append(LIST, mail.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private static void later(Duration by) {
        System.setProperty("triaged.clock", Instant.now().plus(by).toString());
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

    private static void touch(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
