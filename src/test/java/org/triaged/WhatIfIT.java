package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verb {@code whatif} over a database: the same answer from the daemon and without one, and nothing left behind. */
class WhatIfIT {

    /** Every row that a judgement, a reply or an admin leaves. */
    private static final String ROWS = """
            SELECT (SELECT COUNT(*) FROM judgement) || ' ' || (SELECT COUNT(*) FROM finding) || ' '
                   || (SELECT COUNT(*) FROM reply) || ' ' || (SELECT COUNT(*) FROM policy_profile) || ' '
                   || (SELECT COUNT(*) FROM audit WHERE actor <> 'daemon')
            """;

    private static final String JUDGEMENTS =
            "SELECT COUNT(*) FILTER (WHERE reason <> 'shadow') || ' ' || COUNT(*) FILTER (WHERE reason = 'shadow') FROM judgement";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private Installation here;

    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void threeMailsAreJudged() {
        here = Installation.at(folder, server, "record");
        here.schedule("{every: PT1H, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        Instant now = Instant.now();
        server.append(LIST, patch("signed@contrib.example.org", "[PATCH] misc: signed", true), now);
        server.append(LIST, patch("unsigned@contrib.example.org", "[PATCH] misc: unsigned", false), now);
        server.append(LIST, disclosing("first@contrib.example.org", "[PATCH v2] misc: made by a tool"), now);
        server.append(LIST, disclosing("second@contrib.example.org", "[PATCH] misc: made, too"), now);
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theAnswerIsTheSameFromTheDaemonAndWithoutOneAndNothingIsStored() {
        String before = here.ask(ROWS);
        Ran alone = whatIf("qemu/2026-05-draft", "--format", "json");
        assertThat(alone.status()).as(alone.err()).isZero();
        assertThat(alone.out())
                .startsWith(
                        "{\"type\":\"whatif\",\"list\":\"devel\",\"profile\":\"qemu/2026-05-draft\",\"status\":\"draft\"")
                .contains("\"series\":4,\"unjudged\":0,\"differing\":2,")
                .contains("\"speaking_now\":3,\"speaking_then\":1")
                .contains(
                        "{\"severity\":\"violation\",\"weight\":\"reply\"},\"to\":{\"severity\":\"info\",\"weight\":\"reply\"},\"count\":2")
                .contains("[PATCH v2] misc: made by a tool", "second@contrib.example.org");
        try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
            assertThat(whatIf("qemu/2026-05-draft", "--format", "json")).isEqualTo(alone);
            assertThat(whatIf("qemu/2026-05-draft", "--list", "devel", "--since", "P1D", "--format", "json")
                            .out())
                    .contains("\"series\":4,");
            assertThat(whatIf("qemu/2026-05-draft", "--since", "2099-01-01", "--format", "json")
                            .out())
                    .contains("\"series\":0,");
        }
        assertThat(here.ask(ROWS)).isEqualTo(before);
    }

    @Test
    void whatIsToBeKeptStandsBesideWhatWasJudgedAndOnlyOnce() {
        String[] keep = {"--keep", "--reason", "asked for on the list", "--format", "json"};
        assertThat(whatIf("qemu/2026-05-draft", keep).out()).contains("\"kept\":4}");
        assertThat(here.ask("SELECT COUNT(*) FROM shadow_change WHERE by_profile = 'qemu/2026-05-draft'"
                        + " AND rule = 'ai-declared' AND severity = 'info' AND change = 'appears'"))
                .isEqualTo("2");
        assertThat(here.ask(
                        "SELECT actor || ' ' || object_id || ' ' || said FROM audit_log WHERE action = 'whatif-kept'"))
                .isEqualTo(System.getProperty("user.name") + " qemu/2026-05-draft asked for on the list");
        String kept = here.ask(JUDGEMENTS);
        assertThat(kept).isEqualTo("4 4");
        try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
            assertThat(whatIf("qemu/2026-05-draft", keep).out()).contains("\"kept\":0}");
            assertThat(whatIf("qemu/2025-09-exceptions", keep).out()).contains("\"kept\":0}");
            assertThat(whatIf("qemu/2025-09-rfc", keep).out()).contains("\"kept\":4}");
        }
        assertThat(here.ask(JUDGEMENTS)).isEqualTo("4 8");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void aProfileIsTriedInTheDaemonBeforeItIsInForce() throws IOException {
        try (Service service = Service.start(here.config(), Events.SILENT, status -> {})) {
            here.write(
                    "policies/qemu/2026-11-new.yaml",
                    "profile: qemu/2026-11-new\nextends: qemu/2025-09-exceptions\nstatus: selectable\n"
                            + "ai: {stance: disclose}\n");
            assertThat(whatIf("qemu/2026-11-new").out())
                    .contains("devel by qemu/2026-11-new (selectable)", "series that would differ   2")
                    .contains("now by qemu/2025-09-exceptions 4");
            Files.writeString(here.conf().resolve("policies/qemu/2026-11-new.yaml"), "profile: [\n");
            Ran broken = whatIf("qemu/2025-09-rfc");
            assertThat(broken.status()).isEqualTo(2);
            assertThat(broken.err()).contains("2026-11-new.yaml:");
            assertThat(broken.out()).isEmpty();
        }
    }

    @Test
    void withoutADatabaseItSaysSoAndReturnsAsTheOtherVerbsDo() {
        here = here.over(folder.resolve("nothing"));
        Ran nothing = whatIf("qemu/2025-09-rfc");
        assertThat(nothing.status()).isEqualTo(74);
        assertThat(nothing.err()).startsWith("triaged: ").contains("nothing");
    }

    private static byte[] disclosing(String id, String subject) {
        return new String(patch(id, subject, true), StandardCharsets.UTF_8)
                .replace("\r\nSigned-off-by", "\r\nAssisted-by: Codex:gpt-x\r\nSigned-off-by")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Ran whatIf(String profile, String... more) {
        List<String> arguments = new ArrayList<>(List.of("whatif", "--policy", profile));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of("--conf", here.conf().toString(), "--data", here.data().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Verbs.run(
                arguments.toArray(String[]::new),
                Main.WIRING,
                new MailFilesOnDisk(InputStream.nullInputStream()),
                Optional.empty(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
