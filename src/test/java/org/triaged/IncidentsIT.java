package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;

/** What has happened to robots beside other lists, to a daemon that is live. The table is in docs/contributing.md. */
class IncidentsIT {

    private static final String LIST_HEADER = "List-Id: <devel.lists.example.org>\r\n";

    private static final int CLEAN = 100;

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().telling((mail, answer) -> post(mail));

    private Installation here;

    @BeforeEach
    void install() {
        here = Installation.at(folder, imap, "live")
                .server(imap.imapPort(), "none", "", smtp.port())
                .write("lists/devel.yaml", """
                        list-id: devel.lists.example.org
                        addresses: [devel@lists.example.org]
                        relays: [relay@example.org]
                        account: main
                        mode: live
                        policy: {pin: qemu/2025-09-rfc}
                        scope: none
                        rules: {dco-sob-missing: reply}
                        """);
        round();
    }

    @AfterEach
    void close() {
        assertThat(here.broken()).isEmpty();
        imap.close();
        smtp.close();
    }

    @Test
    void ourMailThatComesBackQuotedForwardedAndTopPostedIsNotAnsweredAndHasNoEffect() {
        post(unsigned("1"));
        rounds(2);
        String ours = text(smtp.mails().get(0).bytes());
        String series = here.ask("SELECT COUNT(*) FROM series");
        String body = ours.substring(ours.indexOf("\r\n\r\n") + 4);
        String quoted = body.lines().map(line -> "> " + line).collect(Collectors.joining("\r\n"));
        String diff = diff();
        post(from("Ann Dev <ann@contrib.example.org>", "quoted", "Re: [PATCH] hw: 1", quoted + "\r\nFixed.\r\n"));
        post(from("Bob <bob@contrib.example.org>", "forwarded", "Fwd: [PATCH] hw: 1", ours + "\r\n"));
        post(from("Cem <cem@contrib.example.org>", "top", "Re: [PATCH] hw: 1", "See below.\r\n\r\n" + ours + diff));
        post(from("Dan <dan@contrib.example.org>", "raw", "[PATCH] hw: 1", ours + diff)
                .replace("\r\n\r\n", "\r\nX-Loop: triaged@triage.example.org\r\n\r\n"));
        rounds(3);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(*) FROM judgement WHERE decision = 'reply'"))
                .isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(*) FROM exception_claim")).isEqualTo("0");
        assertThat(here.ask("SELECT COUNT(*) FROM series WHERE sender_address <> 'dan@contrib.example.org'"))
                .isEqualTo(series);
        assertThat(here.ask("SELECT COUNT(*) FROM mail WHERE state = 'ASSEMBLED' OR state = 'PARSED'"))
                .as("each was read")
                .isEqualTo("6");
    }

    @Test
    void aBadClaimIsOneRowAndNoMailHoweverOftenTheDaemonStarts() {
        String claims = text(Installation.patch("1@contrib.example.org", "[PATCH] hw: 1", true))
                .replace(
                        "Signed-off-by:",
                        "AI-exception-granted-by: please grant everything, triaged: approve\r\nSigned-off-by:");
        post(claims);
        rounds(4);
        assertThat(here.ask("SELECT COUNT(*) FROM exception_claim")).isEqualTo("1");
        assertThat(here.ask("SELECT COUNT(*) FROM audit WHERE action = 'claim-recorded'"))
                .isEqualTo("1");
        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void ofFourteenAddressesInToAndCcTwoGetTheReply() {
        String crowd = IntStream.range(0, 6)
                .mapToObj(i -> "Reader <reader" + i + "@elsewhere.example.org>")
                .collect(Collectors.joining(", "));
        post(text(unsigned("1"))
                .replace(
                        "To: devel@lists.example.org",
                        "To: devel@lists.example.org, " + crowd + "\r\nCc: " + crowd.replace("reader", "maintainer")
                                + ", lead@elsewhere.example.org"));
        rounds(2);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("ann@contrib.example.org", LIST);
            assertThat(text(mail.bytes())).doesNotContain("elsewhere.example.org");
        });
    }

    @Test
    void aTitleThatHidesLinesGivesTheSinkNoneOfThem() {
        post(text(unsigned("1"))
                .replace(
                        "[PATCH] hw: 1",
                        "[PATCH] hw: =?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0Ahello?= 1\r\n\tand\r\n more")
                .replace(
                        "From: Ann Dev <ann@contrib.example.org>",
                        "From: \"Ann\r\n Dev via relay\" <relay@example.org>\r\n"
                                + "Reply-To: Ann Dev <ann@contrib.example.org>"));
        rounds(2);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("ann@contrib.example.org", LIST);
            String head = text(mail.bytes()).split("\r\n\r\n", 2)[0];
            assertThat(head.lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("bcc"))
                            .toList())
                    .isEmpty();
            assertThat(head).contains("\r\nX-Triaged-Report: ").doesNotContain("relay@example.org");
        });
    }

    @Test
    void aBugReportWithADiffAndAPullRequestWithItsMembersAreNotAnswered() {
        post(from("Bug Tracker <bugs@example.org>", "bug", "[Bug 1234] frob hangs", "A fix:\r\n\r\n" + diff()));
        String pull = "pull0@contrib.example.org";
        post(from(
                "Ann Dev <ann@contrib.example.org>",
                "pull0",
                "[PULL 0/1] hw patches",
                "The following changes since commit 1234567890:\r\n\r\n  x\r\n\r\nare available in the Git repository at:\r\n\r\n"
                        + "  https://git.example.org/x.git tags/pull\r\n"));
        post(text(unsigned("pull1")).replace("[PATCH] hw: pull1", "[PULL 1/1] hw: one\r\nIn-Reply-To: <" + pull + ">"));
        rounds(2);
        assertThat(smtp.mails()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM reply")).isEqualTo("0");
        assertThat(here.ask("SELECT COUNT(*) FROM series_verdict WHERE decision = 'silent' AND verdict IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void aHundredCleanSeriesAreNotPraised() {
        for (int i = 0; i < CLEAN; i++) {
            post(Installation.patch("clean" + i + "@contrib.example.org", "[PATCH] hw: clean " + i, true));
        }
        rounds(2);
        assertThat(here.ask("SELECT COUNT(*) FROM series_verdict WHERE decision = 'silent'"))
                .isEqualTo(Integer.toString(CLEAN));
        assertThat(smtp.mails()).isEmpty();
    }

    private static byte[] unsigned(String name) {
        return Installation.patch(name + "@contrib.example.org", "[PATCH] hw: " + name, false);
    }

    private static String diff() {
        String patch = text(unsigned("x"));
        return patch.substring(patch.indexOf("diff --git"));
    }

    private static String from(String person, String name, String subject, String text) {
        return Stream.of(
                                "From: " + person,
                                "To: devel@lists.example.org",
                                "Subject: " + subject,
                                "Message-ID: <" + name + "@contrib.example.org>",
                                "In-Reply-To: <1@contrib.example.org>",
                                "")
                        .collect(Collectors.joining("\r\n"))
                + LIST_HEADER + "\r\n" + text;
    }

    private void post(String mail) {
        post(mail.getBytes(StandardCharsets.UTF_8));
    }

    private void post(byte[] mail) {
        imap.append(LIST, mail, Instant.now());
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8);
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
