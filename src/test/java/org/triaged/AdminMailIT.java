package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.drop;
import static org.triaged.wire.ScriptedSmtpServer.Conduct.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.delivery.SmtpPostman;
import org.triaged.delivery.SmtpTimeouts;
import org.triaged.reply.MailAddress;
import org.triaged.reply.ReplyIds;
import org.triaged.reply.Sender;
import org.triaged.store.TestStore;
import org.triaged.triage.AdminNews;
import org.triaged.triage.Alarm;
import org.triaged.triage.AlertBook;
import org.triaged.triage.Digest;
import org.triaged.triage.Events;
import org.triaged.triage.Events.Event;
import org.triaged.triage.FailPoint;
import org.triaged.triage.KeptAlerts;
import org.triaged.triage.MailAccount;
import org.triaged.triage.Patience;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Envelope;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** What a daemon at work mails to its admins, over a server that does as it is told. */
class AdminMailIT {

    private static final String ADMIN = "admin@triage.example.org";

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();

    private final List<Event> told = new ArrayList<>();

    private Installation here;

    private Duration now = Duration.ZERO;

    @BeforeEach
    void install() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        here.append("triaged.yaml", "admins: [" + ADMIN + "]");
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
        assertThat(smtp.mails())
                .filteredOn(mail -> mail.recipients().contains(ADMIN))
                .allSatisfy(mail -> {
                    assertThat(mail.recipients()).containsExactly(ADMIN);
                    assertThat(text(mail)).doesNotContain(LIST).contains("\r\nAuto-Submitted: auto-generated\r\n");
                });
        imap.close();
        smtp.close();
    }

    @Test
    void everyEventThatNeedsAPersonIsMailedOnceWithItsNextStep() {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
        InstantSource clock = time::get;
        try (TestStore store = TestStore.in(folder.resolve("store"))) {
            AlertBook book = store.database().alertBook();
            KeptAlerts kept = new KeptAlerts(told::add, book, store.database(), clock);
            AdminNews news = news(store, kept, clock);
            for (Alarm alarm : Alarm.values()) {
                for (String event : alarm.events()) {
                    time.updateAndGet(before -> before.plus(Duration.ofHours(2)));
                    int before = toAdmins().size();
                    kept.tell(Event.alert(event, "list", "devel", "said", "it was " + event));
                    time.updateAndGet(then -> then.plus(Duration.ofMinutes(20)));
                    kept.tell(Event.alert(event, "list", "devel", "said", "it was again " + event));
                    news.run();
                    news.run();
                    assertThat(toAdmins()).as(event).hasSize(before + 1);
                    assertThat(text(toAdmins().get(before)))
                            .contains(
                                    "A person is needed: ",
                                    "list devel, 2 times from ",
                                    "it was again " + event,
                                    "next: ");
                }
            }
        }
    }

    @Test
    void whatAStrangerChoseIsMadeHarmless() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
        try (TestStore store = TestStore.in(folder.resolve("store"))) {
            KeptAlerts kept = new KeptAlerts(told::add, store.database().alertBook(), store.database(), clock);
            kept.tell(Event.alert(
                    "series-lost",
                    "list",
                    "devel",
                    "root",
                    "a@b>\r\nBcc: x@y.example",
                    "subject",
                    "BUY NOW",
                    "fault",
                    "caf\u00e9\u202e\r\n\r\nFrom x\u0000"));
            news(store, kept, clock).run();
        }
        assertThat(toAdmins()).singleElement().satisfies(mail -> {
            assertThat(text(mail))
                    .doesNotContain("Bcc", "BUY NOW", "\u202e", "\u0000")
                    .contains("    fault: caf? From x\r\n");
            assertThat(field(mail).keySet())
                    .containsExactlyInAnyOrder(
                            "Date",
                            "From",
                            "To",
                            "Reply-To",
                            "Subject",
                            "Message-ID",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Transfer-Encoding",
                            "Auto-Submitted",
                            "Precedence",
                            "X-Auto-Response-Suppress",
                            "X-Loop",
                            "X-Triaged-Version");
        });
    }

    private AdminNews news(TestStore store, KeptAlerts kept, InstantSource clock) {
        AlertBook book = store.database().alertBook();
        MailAddress own = new MailAddress("triaged@triage.example.org");
        MailAccount account = new MailAccount(
                "smtp",
                "127.0.0.1",
                smtp.port(),
                MailAccount.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new AdminNews(
                kept,
                book,
                new Digest(Digest.Every.NONE, store.database().digestFigures(), book, List::of),
                new SmtpPostman(account, () -> "", own.host(), FailPoint.INERT, SmtpTimeouts.DEFAULT),
                new Sender(own, own, "triaged 1.0", new ReplyIds(new byte[32]), List.of(new MailAddress(ADMIN))),
                told::add,
                clock,
                new Patience(System::nanoTime, () -> 0),
                true);
    }

    @Test
    void whatNeedsNobodyIsNotMailed() {
        try (Started daemon = start(FailPoint.INERT)) {
            daemon.events().tell(Event.info("poll-failed", "list", "devel"));
            daemon.events().tell(Event.alert("clock-moved", "by", "PT2M"));
            daemon.events().tell(Event.alert("poll-failed", "list", "devel", "said", "one lost connection"));
            daemon.tellAdmins();
        }
        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void ofOneCauseOneMailAnHourLeavesAndTheNextTellsWhatCameMeanwhile() {
        alarm("T-first00000");
        alarm("T-second0000");
        alarm("T-second0000");
        assertThat(toAdmins()).hasSize(1);
        assertThat(text(toAdmins().get(0))).contains("T-first00000");
        now = now.plus(Duration.ofMinutes(58));
        round();
        assertThat(toAdmins()).hasSize(1);
        now = now.plus(Duration.ofMinutes(3));
        round();
        assertThat(toAdmins()).hasSize(2);
        assertThat(text(toAdmins().get(1))).contains("T-second0000, 2 times").doesNotContain("T-first00000");
        now = now.plus(Duration.ofHours(5));
        round();
        assertThat(toAdmins()).as("nothing happened since").hasSize(2);
        now = now.minus(Duration.ofHours(4));
        alarm("T-third00000");
        assertThat(toAdmins()).as("with a clock that was put back").hasSize(3);
    }

    @Test
    void aBreakerThatTripsIsToldToAdminsAndToNoList() {
        smtp.at(Step.DOT, LIST, reply("554 spam"));
        for (String author : List.of("ann", "bob", "cem")) {
            post(author);
        }
        round();
        round();
        List<String> subjects = toAdmins().stream().map(AdminMailIT::subject).toList();
        assertThat(subjects)
                .containsExactlyInAnyOrder(
                        "[triaged] a person is needed: a reply was refused for good",
                        "[triaged] a person is needed: sending is broken off");
        assertThat(toAdmins())
                .filteredOn(mail -> subject(mail).endsWith("broken off"))
                .singleElement()
                .satisfies(mail -> assertThat(text(mail).replaceAll("\r\n\\s+", " "))
                        .contains("triaged replies resume --list devel --reason TEXT", "list devel, cause refused"));
        round();
        assertThat(toAdmins()).as("after a restart").hasSize(2);
    }

    @Test
    void aStopAndACapDoNotHoldMailToAdmins() throws Exception {
        Files.createFile(here.data().resolve("STOP"));
        round();
        assertThat(toAdmins()).singleElement().satisfies(mail -> assertThat(text(mail))
                .contains("remove STOP"));
    }

    @Test
    void aFaultOfTheServerThatSendsIsKeptAndToldWhenItWorksAgain() {
        smtp.at(Step.GREETING, reply("554 no service"));
        post("ann");
        round();
        now = now.plus(Duration.ofMinutes(20));
        round();
        assertThat(smtp.mails()).isEmpty();
        smtp.willing();
        now = now.plus(Duration.ofMinutes(2));
        round();
        assertThat(toAdmins()).singleElement().satisfies(mail -> assertThat(subject(mail))
                .endsWith("the server that sends cannot be used"));
    }

    @Test
    void aFaultOfTheServerThatSendsIsToldAtOnceThroughAnother() {
        try (ScriptedSmtpServer other = new ScriptedSmtpServer()) {
            here.append("triaged.yaml", "admin-smtp: {host: 127.0.0.1, port: " + other.port() + ", tls: none}");
            smtp.at(Step.GREETING, reply("554 no service"));
            post("ann");
            round();
            now = now.plus(Duration.ofMinutes(20));
            round();
            assertThat(other.mails()).singleElement().satisfies(mail -> assertThat(mail.recipients())
                    .containsExactly(ADMIN));
            assertThat(smtp.mails()).isEmpty();
        }
    }

    @Test
    void aDeathAtAnyStepSendsAtMostOneMoreWithTheSameId() {
        List<String> points = List.of(
                "alert.noted.after-commit",
                "smtp.connect.after",
                "admin-mail.begun.before-commit",
                "admin-mail.begun.after-commit",
                "smtp.mail.before",
                "smtp.dot.before",
                "smtp.dot.after",
                "admin-mail.settled.before-commit",
                "admin-mail.settled.after-commit");
        for (int i = 0; i < points.size(); i++) {
            now = now.plus(Duration.ofHours(2));
            int before = toAdmins().size();
            Path remains = folder.resolve("remains" + i);
            Death death = new Death(new Death.Hit(points.get(i), 1), here.data(), remains);
            try (Started daemon = start(death)) {
                daemon.events().tell(held("T-death00000"));
                daemon.tellAdmins();
            } catch (Death.Died e) {
                // As planned.
            }
            assertThat(death.came()).as(points.get(i)).isTrue();
            here = here.over(remains);
            for (int round = 0; round < 3; round++) {
                now = now.plus(Duration.ofMinutes(1));
                round();
            }
            List<Envelope> mails = toAdmins().subList(before, toAdmins().size());
            assertThat(mails).as(points.get(i)).hasSizeBetween(1, 2);
            assertThat(mails.stream().map(AdminMailIT::id).distinct())
                    .as(points.get(i))
                    .hasSize(1);
            assertThat(here.ask("SELECT COUNT(*) FROM admin_mail WHERE state = 'SENDING'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aMailInDoubtLeavesOnceMoreAndNoThirdTime() {
        smtp.at(Step.DOT, ADMIN, drop());
        alarm("T-doubt00000");
        for (int i = 0; i < 4; i++) {
            round();
        }
        assertThat(toAdmins()).hasSize(2);
        assertThat(toAdmins().stream().map(AdminMailIT::id).distinct()).hasSize(1);
        assertThat(here.ask("SELECT state FROM admin_mail")).isEqualTo("DOUBTFUL");
        assertThat(told).extracting(Event::name).doesNotContain("reply-unknown");
    }

    @Test
    void aRefusedMailToAdminsIsLoggedAndCausesNoOther() {
        smtp.at(Step.RCPT, reply("550 no such admin"));
        alarm("T-refused000");
        now = now.plus(Duration.ofHours(2));
        round();
        assertThat(toAdmins()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) || ' ' || MAX(state) FROM admin_mail"))
                .isEqualTo("1 REFUSED");
        assertThat(told)
                .filteredOn(event -> event.name().equals("admin-mail"))
                .singleElement()
                .satisfies(event -> assertThat(event.fields()).containsEntry("said", "550 no such admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[gone@triage.example.org, " + ADMIN + "]", "[" + ADMIN + ", gone@triage.example.org]"})
    void anAdminWhomTheServerRefusesIsToldToTheOthers(String admins) {
        here.server(imap.imapPort(), "none", "", smtp.port()).append("triaged.yaml", "admins: " + admins);
        smtp.at(Step.RCPT, "gone@triage.example.org", reply("550 no such admin"));
        alarm("T-first00000");
        assertThat(toAdmins()).singleElement().satisfies(mail -> assertThat(text(mail))
                .contains("T-first00000"));
        round();
        round();
        assertThat(toAdmins()).hasSize(2);
        assertThat(text(toAdmins().get(1)).replaceAll("\r\n\\s+", " "))
                .contains("admin gone@triage.example.org", "said: 550 no such admin", "triaged.yaml");
        assertThat(told)
                .filteredOn(event -> event.name().equals("admin-refused"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.fields()).containsEntry("admin", "gone@triage.example.org"));
        now = now.plus(Duration.ofHours(3));
        round();
        assertThat(toAdmins()).as("that mail told nobody of itself").hasSize(2);
    }

    @Test
    void aFullDiskIsOneMailHoweverOftenItIsMetAndNoneToTheList() {
        post("ann");
        FailPoint full = point -> {
            if (point.equals("journal.intent.before")) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        };
        for (int i = 0; i < 3; i++) {
            try (Started daemon = start(full)) {
                try {
                    daemon.once();
                } catch (RuntimeException e) {
                    daemon.events()
                            .tell(Event.alert(
                                    "duty-failed",
                                    "duty",
                                    "delivery",
                                    "fault",
                                    e.getCause().getMessage()));
                }
                daemon.events().tell(Event.alert("disk-low", "free", "0MB"));
                daemon.tellAdmins();
            }
        }
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(subject(mail)).isEqualTo("[triaged] a person is needed: the disk is full, or nearly so");
            assertThat(text(mail)).contains("No space left on device");
        });
    }

    @Test
    void aJudgementThatDiesIsOneMailHoweverOftenItDiesAndNoneToTheList() {
        post("ann");
        FailPoint dying = point -> {
            if (point.equals("series.judged.before-commit")) {
                throw new IllegalStateException("the rule died");
            }
        };
        for (int i = 0; i < 3; i++) {
            try (Started daemon = start(dying)) {
                daemon.once();
            }
        }
        assertThat(here.ask("SELECT COUNT(*) FROM judgement")).isEqualTo("0");
        assertThat(told)
                .filteredOn(event -> event.name().equals("triage-failed"))
                .hasSize(3);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(subject(mail)).isEqualTo("[triaged] a person is needed: the daemon met a fault of its own");
            assertThat(text(mail)).contains("the rule died");
        });
    }

    @Test
    void withoutAdminsInConfNothingIsMailed() {
        here.server(imap.imapPort(), "none", "", smtp.port());
        alarm("T-nobody0000");
        assertThat(smtp.mails()).isEmpty();
        assertThat(here.ask("SELECT alarm FROM alert")).isEqualTo("held");
    }

    @Test
    void aWeekIsToldOnceWhateverIsRestartedAndHoweverTheClockMoves() {
        post("ann");
        round();
        now = untilNextWeek();
        round();
        round();
        List<Envelope> digests = digests();
        assertThat(digests).hasSize(1);
        assertThat(text(digests.get(0)))
                .contains("Mails that arrived:", "1 devel, patch", "1 devel, dco-sob-missing", "Waits for a person:");
        now = now.minus(Duration.ofDays(3));
        round();
        now = now.plus(Duration.ofDays(8));
        round();
        assertThat(digests()).hasSize(1);
        now = now.plus(Duration.ofDays(3));
        round();
        round();
        assertThat(digests()).hasSize(2);
        now = now.plus(Duration.ofDays(30));
        round();
        assertThat(digests()).as("one for all that was missed").hasSize(3);
    }

    @Test
    void noDigestIsMailedWhereConfSaysSo() {
        here.append("triaged.yaml", "digest: none");
        now = Duration.ofDays(15);
        round();
        assertThat(digests()).isEmpty();
    }

    /** Shortly after Monday has begun. */
    private static Duration untilNextWeek() {
        ZonedDateTime today = Instant.now().atZone(ZoneOffset.UTC);
        return Duration.between(
                today,
                today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .truncatedTo(ChronoUnit.DAYS)
                        .plusHours(1));
    }

    /** A daemon that does only what it is told to. */
    private record Started(TriageDaemon daemon, Foundation foundation) implements AutoCloseable {

        Events events() {
            return foundation.events();
        }

        void once() {
            daemon.once();
        }

        void tellAdmins() {
            daemon.tellAdmins();
        }

        @Override
        public void close() {
            daemon.close();
        }
    }

    private Started start(FailPoint beside) {
        Foundation foundation = Later.than(now, () -> Foundation.lay(here.config(), told::add, beside));
        return new Started(Main.daemon(foundation, here.config(), Optional.empty()), foundation);
    }

    private void round() {
        try (Started daemon = start(FailPoint.INERT)) {
            daemon.once();
        }
    }

    private void alarm(String report) {
        try (Started daemon = start(FailPoint.INERT)) {
            daemon.events().tell(held(report));
            daemon.tellAdmins();
        }
    }

    private static Event held(String report) {
        return Event.alert("reply-held", "report", report, "list", "devel", "next", "look in the archive");
    }

    private void post(String author) {
        String mail = new String(
                        Installation.patch(author + "@contrib.example.org", "[PATCH] hw/" + author + ": x", false),
                        StandardCharsets.UTF_8)
                .replace("Ann Dev <ann@", author + " <" + author + "@");
        imap.append(LIST, mail.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private List<Envelope> toAdmins() {
        return smtp.mails().stream()
                .filter(mail -> mail.recipients().contains(ADMIN))
                .collect(Collectors.toList());
    }

    private List<Envelope> digests() {
        return toAdmins().stream()
                .filter(mail -> subject(mail).contains(" before "))
                .toList();
    }

    private static String text(Envelope mail) {
        return new String(mail.bytes(), StandardCharsets.US_ASCII);
    }

    private static String subject(Envelope mail) {
        return field(mail).get("Subject");
    }

    private static String id(Envelope mail) {
        return field(mail).get("Message-ID");
    }

    private static Map<String, String> field(Envelope mail) {
        String head = text(mail).split("\r\n\r\n", 2)[0].replace("\r\n ", " ");
        return head.lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
