package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** What ends a reply before it leaves, and what is made of one that left all the same. */
class LastLookIT {

    private static final String STATE = "SELECT state || ' ' || reason FROM reply";

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().at(Step.DOT, Conduct.reply("451 later"));

    private final List<Events.Event> told = new ArrayList<>();

    private Installation here;

    /** A reply that the server has had in its hands, and put off. */
    @BeforeEach
    void aReplyIsPutOff() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        round();
        imap.append(
                LIST, patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false), Instant.now());
        round();
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("READY");
        assertThat(smtp.mails()).hasSize(1);
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        assertThat(here.broken()).isEmpty();
        imap.close();
        smtp.close();
    }

    @Test
    void whatIsTooOldEndsThoughABrakeHoldsAllMail() throws Exception {
        Files.createFile(here.data().resolve("STOP"));
        later(Duration.ofHours(25));
        assertThat(here.ask(STATE)).isEqualTo("EXPIRED too-old");
        assertThat(told).extracting(Events.Event::name).contains("reply-expired");
    }

    @Test
    void whatIsNoLongerPublicEndsThoughABrakeHoldsAllMail() throws Exception {
        Files.createFile(here.data().resolve("STOP"));
        here.mode("record");
        later(Duration.ofMinutes(2));
        assertThat(here.ask(STATE)).isEqualTo("SUPPRESSED no-longer-public");
    }

    @Test
    void whatIsNearlyTooOldIsTriedOnceMore() {
        later(Duration.ofHours(23));
        triedAgain();
    }

    @Test
    void aNewerVersionEndsTheReplyToTheOlder() {
        imap.append(
                LIST, patch("2@contrib.example.org", "[PATCH v2] hw/misc: widen the frob window", true), Instant.now());
        later(Duration.ofMinutes(2));
        assertThat(here.ask("SELECT state || ' ' || reason || ' ' || proof FROM reply"))
                .isEqualTo("SUPPRESSED newer-version 2@contrib.example.org");
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void aSecondVersionOfAnotherWorkDoesNot() {
        imap.append(LIST, patch("2@contrib.example.org", "[PATCH v2] hw/net: close the door", true), Instant.now());
        later(Duration.ofMinutes(2));
        triedAgain();
    }

    private void triedAgain() {
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("READY");
        assertThat(smtp.mails()).hasSize(2);
    }

    @Test
    void aRuleThatOnlyRecordsByNowIsNotTold() throws Exception {
        records("dco-sob-missing");
        later(Duration.ofMinutes(2));
        assertThat(here.ask(STATE)).isEqualTo("SUPPRESSED no-longer-public");
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void anotherRuleThatOnlyRecordsByNowHoldsNothing() throws Exception {
        records("ai-declared");
        later(Duration.ofMinutes(2));
        triedAgain();
    }

    private void records(String rule) throws Exception {
        Path list = here.conf().resolve("lists/devel.yaml");
        Files.writeString(list, Files.readString(list).replace(rule + ": reply", rule + ": record"));
    }

    @Test
    void anExpiredReplyThatTurnsUpAllTheSameIsSeenAndTold() {
        later(Duration.ofHours(25));
        assertThat(here.ask(STATE)).isEqualTo("EXPIRED too-old");
        comesBack("EXPIRED");
    }

    @Test
    void aSuppressedReplyThatTurnsUpAllTheSameIsSeenAndTold() {
        here.mode("record");
        later(Duration.ofMinutes(2));
        assertThat(here.ask(STATE)).isEqualTo("SUPPRESSED no-longer-public");
        comesBack("SUPPRESSED");
    }

    private void comesBack(String was) {
        imap.append(LIST, smtp.mails().get(0).bytes(), Instant.now());
        round();
        assertThat(here.ask(STATE)).isEqualTo("SEEN own-id-present");
        assertThat(told)
                .filteredOn(event -> event.name().equals("reply-seen"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.level()).isEqualTo(Events.Level.ALERT);
                    assertThat(event.fields()).containsEntry("was", was.toLowerCase(java.util.Locale.ROOT));
                });
        assertThat(smtp.mails()).hasSize(1);
    }

    private void later(Duration by) {
        System.setProperty("triaged.clock", Instant.now().plus(by).toString());
        round();
    }

    private void round() {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }
}
