package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** A list that wants maintainers to get a copy, one of whom the server does not know. */
class CopiesIT {

    private static final String GONE = "gone@maint.example.org";

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().at(Step.RCPT, GONE, Conduct.reply("550 no such"));

    @AfterEach
    void stop() {
        imap.close();
        smtp.close();
    }

    @Test
    void whoIsRefusedIsLeftOutAndTheOthersGetTheirs() {
        Installation here = copying();
        round(here);
        imap.append(LIST, patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob", false), Instant.now());
        round(here);
        round(here);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).isEqualTo(List.of("ann@contrib.example.org", "mary@maint.example.org", LIST));
            assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII))
                    .contains("\r\nCc: " + LIST + ", " + GONE + ", mary@maint.example.org\r\n");
        });
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SENT");
    }

    @Test
    void aMaintainerWhoWantsNoMailStandsNeitherInTheHeaderNorInTheEnvelope() {
        Installation here = copying();
        round(here);
        try (AdminDesk desk = Desks.open(here.config())) {
            desk.pedals("admin").nocopy("Mary@maint.example.org", false, "asked for it");
            desk.pedals("admin").nocopy(GONE, false, "has left");
            desk.pedals("admin").nocopy(GONE, true, "is back");
        }
        smtp.willing();
        imap.append(LIST, patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob", false), Instant.now());
        round(here);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).isEqualTo(List.of("ann@contrib.example.org", GONE, LIST));
            assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII))
                    .contains("\r\nCc: " + LIST + ", " + GONE + "\r\n")
                    .doesNotContain("mary@");
        });
    }

    private Installation copying() {
        Installation here = Installation.at(folder, imap, "live")
                .server(imap.imapPort(), "none", "", smtp.port())
                .write("maintainers", """
                        Frobs
                        M: Gone Long <gone@maint.example.org>
                        M: Mary Maint <mary@maint.example.org>
                        F: hw/misc/
                        """)
                .write("lists/devel.yaml", """
                        list-id: devel.lists.example.org
                        addresses: [devel@lists.example.org]
                        account: main
                        mode: live
                        policy: {pin: generic/dco}
                        scope: none
                        maintainers-file: maintainers
                        cc: maintainers
                        rules: {dco-sob-missing: reply}
                        """);
        CopiedConf.forgetProjects(here.conf());
        return here;
    }

    private static void round(Installation here) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
