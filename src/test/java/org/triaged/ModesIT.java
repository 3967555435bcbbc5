package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triaged.triage.AdminDesk;
import org.triaged.triage.Events;
import org.triaged.triage.Replies;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;

/** What becomes of a reply in each mode of its list. */
class ModesIT {

    private static final String OWNER = "triage-owner@triage.example.org";

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();

    private final List<Events.Event> told = new ArrayList<>();

    @AfterEach
    void close() {
        System.clearProperty("triaged.clock");
        imap.close();
        smtp.close();
    }

    @Test
    void aShadowGoesToTheAdminsAloneAndItsReplyIsRecorded() {
        Installation here = started("shadow");
        post("1");
        round(here);
        round(here);
        assertThat(rows(here, "SELECT kind || ' ' || mode || ' ' || state FROM reply ORDER BY id"))
                .containsExactly("reply shadow RECORDED", "shadow shadow SENT");
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly(OWNER);
            String text = new String(mail.bytes(), StandardCharsets.US_ASCII);
            assertThat(text)
                    .contains("\r\nTo: " + OWNER + "\r\nReply-To: " + OWNER + "\r\n")
                    .contains("\r\n\r\n[shadow] would go to: the author and devel\r\n\r\nHello Ann Dev,\r\n")
                    .doesNotContain(LIST);
        });
        assertThat(Files.exists(here.data().resolve("outbox"))).isFalse();
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void severalShadowsNeedNotWaitForEachOther() {
        Installation here = started("shadow");
        for (int i = 0; i < 5; i++) {
            post("a" + i);
        }
        round(here);
        assertThat(smtp.mails()).hasSize(5);
        later(here, Duration.ofHours(7));
        assertThat(told).extracting(Events.Event::name).doesNotContain("sent-unseen");
    }

    @Test
    void aReplyWaitsUntilItIsApprovedAndLeavesOnce() {
        Installation here = started("approve");
        post("1");
        post("2");
        round(here);
        round(here);
        assertThat(smtp.mails()).isEmpty();
        assertThat(here.ask("SELECT COUNT(*) FROM reply WHERE state = 'WAITING'"))
                .isEqualTo("2");
        String report = here.ask("SELECT report FROM reply WHERE root = '1@contrib.example.org'");
        try (AdminDesk desk = Desks.open(here.config())) {
            assertThat(desk.status().needs()).anySatisfy(need -> assertThat(need.what())
                    .isEqualTo("list devel has 2 replies that wait for approval"));
            Replies replies = desk.replies("admin");
            assertThat(replies.act(Replies.Deed.APPROVE, report, "right", Optional.empty()))
                    .isTrue();
            assertThat(replies.act(Replies.Deed.APPROVE, report, "right", Optional.empty()))
                    .isFalse();
        }
        round(here);
        round(here);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> assertThat(mail.recipients())
                .containsExactly("ann@contrib.example.org", LIST));
        later(here, Duration.ofHours(25));
        assertThat(here.ask("SELECT state || ' ' || reason FROM reply WHERE root = '2@contrib.example.org'"))
                .isEqualTo("EXPIRED too-old");
        assertThat(smtp.mails()).hasSize(1);
        assertThat(here.ask("SELECT COUNT(*) FROM audit_log WHERE action = 'reply-ready' AND reason = 'approved'"
                        + " AND actor = 'admin' AND said = 'right'"))
                .isEqualTo("1");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void whatWaitsIsNotSentWhenTheListBecomesQuieterOrLive() {
        Installation here = started("approve");
        post("1");
        round(here);
        here.mode("live");
        round(here);
        round(here);
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("WAITING");
        here.mode("shadow");
        round(here);
        try (AdminDesk desk = Desks.open(here.config())) {
            assertThat(desk.replies("admin")
                            .act(
                                    Replies.Deed.APPROVE,
                                    desk.replies("admin")
                                            .replies(Replies.Choice.ALL)
                                            .get(0)
                                            .report(),
                                    "right",
                                    Optional.empty()))
                    .isTrue();
        }
        round(here);
        assertThat(here.ask("SELECT state || ' ' || reason FROM reply")).isEqualTo("SUPPRESSED no-longer-public");
        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void eachModeOverTheSameMailsThenLiveSendsNoneOfTheOldToTheList() {
        Installation here = started("record");
        post("1");
        post("2");
        for (String mode : List.of("record", "dry-run", "shadow", "approve", "live")) {
            here.mode(mode);
            round(here);
            post(mode);
            round(here);
        }
        round(here);
        assertThat(smtp.mails().stream()
                        .filter(mail -> mail.recipients().contains(LIST))
                        .map(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("In-Reply-To: <live@contrib.example.org>"));
        assertThat(rows(here, "SELECT root || '=' || state FROM reply WHERE kind = 'reply' ORDER BY id"))
                .containsExactly(
                        "1@contrib.example.org=RECORDED",
                        "2@contrib.example.org=RECORDED",
                        "record@contrib.example.org=RECORDED",
                        "dry-run@contrib.example.org=WRITTEN",
                        "shadow@contrib.example.org=RECORDED",
                        "approve@contrib.example.org=WAITING",
                        "live@contrib.example.org=SENT");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void aListFileWithoutWeightsNeverSpeaks() throws Exception {
        Installation here = started("live");
        Path file = here.conf().resolve("lists/devel.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("rules: .*\n", ""));
        post("1");
        round(here);
        round(here);
        assertThat(here.ask("SELECT cause FROM judgement")).isEqualTo("no-speaking-finding");
        assertThat(smtp.mails()).isEmpty();
    }

    /** Policy of tomorrow: what it finds is kept for those who write it. */
    @ParameterizedTest
    @ValueSource(strings = {"record", "dry-run", "shadow", "approve", "live"})
    void aDraftMailsNobodyWhateverTheMode(String mode) {
        Installation here = Installation.at(folder, imap, mode)
                .server(imap.imapPort(), "none", "", smtp.port())
                .write("lists/devel.yaml", """
                        list-id: devel.lists.example.org
                        addresses: [devel@lists.example.org]
                        account: main
                        mode: %s
                        policy: {pin: generic/dco}
                        shadow: [qemu/2026-05-draft]
                        scope: none
                        rules: {dco-sob-missing: reply, ai-declared: reply, ai-vendor-trailer: reply}
                        """.formatted(mode));
        round(here);
        String signed =
                new String(patch("1@contrib.example.org", "[PATCH] hw/frob: widen", true), StandardCharsets.UTF_8);
        imap.append(
                LIST,
                signed.replace("Signed-off-by:", "Assisted-by: LLM\r\nSigned-off-by:")
                        .getBytes(StandardCharsets.UTF_8),
                Instant.now());
        round(here);
        round(here);
        assertThat(rows(here, "SELECT rule FROM findings WHERE severity <> 'info'"))
                .isEmpty();
        assertThat(rows(
                        here,
                        "SELECT rule FROM shadow_findings WHERE profile = 'qemu/2026-05-draft' AND severity <> 'info'"))
                .isNotEmpty();
        assertThat(rows(here, "SELECT CAST(COUNT(*) AS VARCHAR) FROM reply")).containsExactly("0");
        assertThat(smtp.mails()).isEmpty();
        assertThat(here.data().resolve("outbox")).doesNotExist();
    }

    private Installation started(String mode) {
        Installation here = Installation.at(folder, imap, mode).server(imap.imapPort(), "none", "", smtp.port());
        round(here);
        return here;
    }

    private static List<String> rows(Installation here, String sql) {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            return daemon.reader().query(sql).rows().stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    private void post(String id) {
        imap.append(LIST, patch(id + "@contrib.example.org", "[PATCH] hw/frob: widen " + id, false), Instant.now());
    }

    private void later(Installation here, Duration by) {
        System.setProperty("triaged.clock", Instant.now().plus(by).toString());
        round(here);
    }

    private void round(Installation here) {
        try (TriageDaemon daemon = here.start(told::add)) {
            daemon.once();
        }
    }
}
