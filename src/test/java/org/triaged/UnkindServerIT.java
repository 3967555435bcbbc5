package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.Front;
import org.triaged.wire.MailServer;
import org.triaged.wire.Mishap;
import org.triaged.wire.ScriptedImapServer;

/** IMAP servers that lie, dawdle or hand out too much: the poll fails or lasts, the daemon lives, and nothing is lost. */
class UnkindServerIT {

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<Events.Event> told = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty("triaged.imap-silence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{2000000000}\r\nFrom: ", "{2147483647}\r\nFrom: ", "{9}\r\nFrom: a\r\n)\r\nTAG OK done\r\n"})
    void halfAMailIsNotBelievedAndTheWholeOneIsReadLater(String lie) {
        String mail =
                new String(patch("1@contrib.example.org", "[PATCH] hw: window", true), StandardCharsets.ISO_8859_1);
        String facts = "* 1 FETCH (UID 5 INTERNALDATE \"22-Nov-2026 10:15:30 +0000\" RFC822.SIZE " + mail.length()
                + ")\r\nTAG OK done\r\n";
        String whole = "* 1 FETCH (UID 5 BODY[] {" + mail.length() + "}\r\n" + mail + ")\r\nTAG OK done\r\n";
        try (ScriptedImapServer liar = new ScriptedImapServer()) {
            liar.on("EXAMINE", "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 6] x\r\nTAG OK done\r\n")
                    .on("UID FETCH", facts, "* 1 FETCH (UID 5 BODY[] " + lie, facts, whole);
            System.setProperty("triaged.imap-silence", "PT2S");
            Installation here =
                    Installation.at(folder, server, "record").server(liar.port(), "none", "", server.smtpPort());
            round(here);
            assertThat(here.ask("SELECT COUNT(*) FROM mail_source")).isEqualTo("0");
            assertThat(told)
                    .filteredOn(event -> event.name().equals("poll-failed"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.fields()).containsEntry("kind", "BROKEN_OFF"));
            round(here);
            assertThat(here.ask("SELECT state FROM mail")).isEqualTo("ASSEMBLED");
            assertThat(told)
                    .filteredOn(event -> event.name().equals("poll-finished"))
                    .hasSize(1);
        }
    }

    @Test
    void aSilentGreetingEndsAPollAndASlowOneDoesNot() {
        try (Front front = Front.plain(server.imapPort())) {
            Installation here =
                    Installation.at(folder, server, "record").server(front.port(), "none", "", server.smtpPort());
            System.setProperty("triaged.imap-silence", "PT2S");
            front.befalling(Mishap.hang(Mishap.Side.SERVER, 3));
            round(here);
            front.befalling(Mishap.refuse());
            round(here);
            assertThat(told)
                    .filteredOn(event -> event.name().equals("poll-failed"))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event.fields()).containsEntry("kind", "UNREACHABLE"));
            assertThat(front.sent()).doesNotContain("LOGIN");
            System.clearProperty("triaged.imap-silence");
            front.befalling(Mishap.drip(Mishap.Side.SERVER, 0, Duration.ofMillis(2)));
            server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", true), Instant.now());
            round(here);
            assertThat(here.ask("SELECT state FROM mail")).isEqualTo("ASSEMBLED");
            assertThat(here.broken()).isEmpty();
        }
    }

    @Test
    void aLengthThatChangedOnTheWayIsNoticed() {
        try (Front front = Front.plain(server.imapPort())) {
            Installation here =
                    Installation.at(folder, server, "record").server(front.port(), "none", "", server.smtpPort());
            server.append(LIST, patch("1@contrib.example.org", "[PATCH] hw: window", true), Instant.now());
            round(here);
            String session = front.answered();
            server.append(LIST, patch("2@contrib.example.org", "[PATCH] hw: window", true), Instant.now());
            System.setProperty("triaged.imap-silence", "PT2S");
            int digit = session.indexOf("}\r\n", session.lastIndexOf("BODY[]")) - 1;
            front.befalling(Mishap.corrupt(Mishap.Side.SERVER, digit));
            round(here);
            assertThat(here.ask("SELECT COUNT(*) FROM mail")).isEqualTo("1");
            front.befalling(Mishap.NONE);
            round(here);
            assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE state = 'ASSEMBLED'"))
                    .isEqualTo("2");
            assertThat(here.broken()).isEmpty();
        }
    }

    @Test
    void aMailOfFiftyMegabytesIsKeptByItsHead() {
        String head =
                new String(patch("1@contrib.example.org", "[PATCH] hw: firmware", true), StandardCharsets.ISO_8859_1);
        String line = "a".repeat(76) + "\r\n";
        Installation here = Installation.at(folder, server, "record");
        round(here);
        server.append(
                LIST,
                (head + line.repeat((50 << 20) / line.length())).getBytes(StandardCharsets.ISO_8859_1),
                Instant.now());
        server.append(LIST, patch("2@contrib.example.org", "[PATCH] hw: window", true), Instant.now());
        round(here);
        assertThat(here.ask("SELECT reason || ' ' || subject FROM mail WHERE size > 52000000"))
                .isEqualTo("too-large [PATCH] hw: firmware");
        assertThat(here.ask("SELECT state FROM mail WHERE message_id = '2@contrib.example.org'"))
                .isEqualTo("ASSEMBLED");
        assertThat(here.ask("SELECT CASE WHEN MAX(OCTET_LENGTH(raw)) < 300000 THEN 'head' END FROM mail"))
                .isEqualTo("head");
        assertThat(here.broken()).isEmpty();
    }

    private void round(Installation here) {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }
}
