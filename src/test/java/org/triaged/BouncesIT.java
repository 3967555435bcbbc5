package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** What mail servers send back to the envelope sender, and what others send there. */
class BouncesIT {

    private static final String BOX = "bounces@triage.example.org";

    private static final String ANN = "ann@contrib.example.org";

    private static final String FAILED = "Action: failed\nStatus: 5.1.1";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST).user(BOX);

    private final List<Events.Event> told = new ArrayList<>();

    private Installation here;

    @BeforeEach
    void twoRepliesToAnnLeft() {
        here = Installation.at(folder, server, "live")
                .write("triaged.yaml", """
                imap:
                  main: {host: 127.0.0.1, port: %1$d, tls: none, user: %2$s, password-file: password}
                  back: {host: 127.0.0.1, port: %1$d, tls: none, user: %3$s, password-file: password}
                smtp: {host: 127.0.0.1, port: %4$d, tls: none}
                own-address: triaged@triage.example.org
                owner: triage-owner@triage.example.org
                caps: {per-author: 40, per-author-and-rules: 40}
                bounces: {account: back, folder: INBOX}
                """.formatted(server.imapPort(), LIST, BOX, server.smtpPort()));
        round();
        post("one");
        round();
        post("two");
        round();
        round();
        assertThat(rows("SELECT state FROM reply")).containsExactly("SEEN", "SEEN");
    }

    @AfterEach
    void stop() {
        System.clearProperty("triaged.clock");
        assertThat(here.broken()).isEmpty();
        server.close();
    }

    @Test
    void twoFailuresOfTwoRepliesMakeAnAuthorDeadUntilAnAdminRevivesThem() {
        List<String> senders = senders();
        back(report(senders.get(0), ANN, FAILED));
        back(report(senders.get(0), ANN, FAILED));
        round();
        assertThat(verdicts()).containsExactly("author", "author");
        assertThat(rows("SELECT address FROM dead_address"))
                .as("one reply, twice")
                .isEmpty();
        back(report(senders.get(1), "Ann@Contrib.example.org", FAILED));
        round();
        assertThat(rows("SELECT address FROM dead_address")).containsExactly(ANN);
        assertThat(told).extracting(Events.Event::name).containsOnlyOnce("address-dead");

        post("three");
        round();
        assertThat(rows("SELECT recipients FROM reply ORDER BY id DESC FETCH FIRST 1 ROW ONLY"))
                .containsExactly("devel@lists.example.org");
        try (AdminDesk desk = Desks.open(here.config())) {
            assertThat(desk.pedals("admin").revive("bob@contrib.example.org", "why not"))
                    .isFalse();
            assertThat(desk.pedals("admin").revive("ANN@contrib.example.org", "the box has room"))
                    .isTrue();
        }
        round();
        post("four");
        round();
        assertThat(rows("SELECT recipients FROM reply ORDER BY id DESC FETCH FIRST 1 ROW ONLY")
                        .get(0))
                .contains(ANN);
        assertThat(rows("SELECT action || ' ' || actor || ' ' || object_id FROM audit_log"
                        + " WHERE object_kind = 'address' ORDER BY number"))
                .containsExactly("address-dead daemon " + ANN, "address-revived admin " + ANN);
        assertThat(rows("SELECT COUNT(*) FROM audit WHERE action = 'bounced'")).containsExactly("3");
    }

    @Test
    void aBounceThatTheProcessDiesOfKeepsNeitherListMailNorOtherBouncesWaiting() throws Exception {
        back("From: poison@example.org\nSubject: poison\n\npoison\n");
        back(report(senders().get(0), ANN, FAILED));
        for (int death = 1; death <= 2; death++) {
            assertThat(here.once("-Dtriaged.fail=parse.before:1:halt").waitFor())
                    .isEqualTo(137);
        }
        told.clear();
        round();
        assertThat(verdicts()).containsExactly("unreadable", "author");
        assertThat(told).extracting(Events.Event::name).containsOnlyOnce("bounce-left-unread");
    }

    @Test
    void whatIsNoReportOfAServerToOurTagDoesNotCount() {
        String sender = senders().get(0);
        char last = sender.charAt(sender.indexOf('@') - 1);
        String forged = sender.replace(last + "@", (last == 'a' ? 'b' : 'a') + "@");
        String other = senders().get(1).replaceFirst("T-[a-z2-7]+", sender.replaceFirst(".*(T-[a-z2-7]+).*", "$1"));
        String whole = report(sender, ANN, FAILED);
        back(report(forged, ANN, FAILED));
        back(report(other, ANN, FAILED));
        back(report(sender, ANN, "Action: delayed\nStatus: 4.4.1"));
        back(report(sender, ANN, "Action: failed\nStatus: 4.4.1"));
        back(report(sender, "subscriber@elsewhere.example.org", FAILED));
        back("From: ann@contrib.example.org\nTo: " + sender + "\nSubject: away\nAuto-Submitted: auto-replied\n\n"
                + FAILED + "\n");
        back(whole.replace("multipart/report; report-type=delivery-status", "multipart/mixed"));
        back(nested(sender, whole));
        back(whole + "x".repeat(78).concat("\n").repeat(80_000));
        round();
        assertThat(verdicts())
                .containsExactly(
                        "no-tag",
                        "no-tag",
                        "not-failed",
                        "not-failed",
                        "other-recipient",
                        "not-a-report",
                        "not-a-report",
                        "not-failed",
                        "unreadable");
        assertThat(rows("SELECT address FROM dead_address")).isEmpty();
        assertThat(rows("SELECT COUNT(*) FROM series"))
                .as("no event on a series")
                .containsExactly("2");
        int mails = server.mails(LIST).size() + server.mails(BOX).size();
        round();
        assertThat(server.mails(LIST).size() + server.mails(BOX).size()).isEqualTo(mails);
        assertThat(verdicts()).hasSize(9);

        System.setProperty(
                "triaged.clock", Instant.now().plus(Duration.ofDays(31)).toString());
        round();
        assertThat(rows("SELECT COUNT(raw) FROM bounce")).containsExactly("0");
        assertThat(verdicts()).hasSize(9);
    }

    @Test
    void twoBouncesOfTheListTripItsBreaker() {
        back(report(senders().get(0), "devel@lists.example.org", FAILED));
        round();
        assertThat(told).extracting(Events.Event::name).contains("list-bounced").doesNotContain("breaker-tripped");
        back(report(senders().get(1), "devel@lists.example.org", FAILED));
        round();
        assertThat(rows("SELECT cause FROM breaker WHERE holds = 'devel'")).containsExactly("list-bounces");
        int before = server.mails(LIST).size();
        post("three");
        round();
        assertThat(server.mails(LIST)).hasSize(before + 1);
    }

    /** RFC 3464. */
    private static String report(String to, String recipient, String said) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.org
                To: %s
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="b1/mx.example.org"

                This is the mail system.

                --b1/mx.example.org
                Content-Type: text/plain

                Your message could not be delivered.

                --b1/mx.example.org
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                %s
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b1/mx.example.org--
                """.formatted(to, recipient, said);
    }

    /** A report on a delay, in which the mail that it returns holds a report on a failure. */
    private static String nested(String sender, String inner) {
        String outer = report(sender, ANN, "Action: delayed\nStatus: 4.4.1").replace("b1/", "b0/");
        String end = "--b0/mx.example.org--";
        return outer.replace(end, "--b0/mx.example.org\nContent-Type: message/rfc822\n\n" + inner + "\n" + end);
    }

    private void back(String mail) {
        server.append(BOX, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private void post(String name) {
        server.append(
                LIST,
                Installation.patch(name + "@contrib.example.org", "[PATCH] hw/misc: " + name, false),
                Instant.now());
    }

    private List<String> senders() {
        return rows("SELECT sender FROM reply ORDER BY id");
    }

    private List<String> verdicts() {
        return rows("SELECT verdict FROM bounce ORDER BY id");
    }

    private List<String> rows(String sql) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon.reader().query(sql).rows().stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    private void round() {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }
}
