package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;

/** The verbs of {@code quarantine}, beside a daemon and without one. */
class QuarantineIT {

    private static final String AUDIT =
            "SELECT COUNT(*) FROM audit_log WHERE action = 'quarantine-retry' AND actor = '%s'"
                    + " AND reason = 'too-deep' AND said = 'because'";

    @TempDir
    private Path folder;

    private final MailServer server = new MailServer().user(LIST);

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Installation here;

    /** What a verb returned and printed. */
    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void oneMailCannotBeRead() {
        here = Installation.at(folder, server, "record");
        round();
        server.append(LIST, patch("good@contrib.example.org", "[PATCH] misc: good", true), Instant.now());
        server.append(LIST, TwentyMails.unreadable(), Instant.now());
        round();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsThereIsListedShownAndExportedAndOnlyThat() throws Exception {
        assertThat(quarantine("list").out())
                .contains("id  list   cause")
                .contains(" 2  devel  too-deep")
                .contains("[PATCH] hw/frob: broken");
        assertThat(quarantine("list", "--format", "json").out())
                .startsWith("{\"type\":\"quarantined\",\"id\":2,\"list\":\"devel\",\"cause\":\"too-deep\",")
                .contains("\"message_id\":\"broken@contrib.example.org\"");
        assertThat(quarantine("list", "--cause", "crash").out()).isEqualTo("nothing is in quarantine\n");
        assertThat(quarantine("show", "2").out())
                .contains("cause       too-deep\n", "attempts    1\n", "  Message-ID: <broken@contrib.example.org>\n");
        String raw = quarantine("export", "2").out();
        assertThat(new String(TwentyMails.unreadable(), StandardCharsets.UTF_8)).startsWith(raw.stripTrailing());
        Path file = folder.resolve("broken.eml");
        assertThat(quarantine("export", "2", "--to", file.toString()).status()).isZero();
        assertThat(file).hasContent(raw);
        assertThat(quarantine("export", "2", "--to", file.toString()).err()).contains("is there already");
        for (String verb : List.of("show", "export")) {
            Ran missing = quarantine(verb, "1");
            assertThat(missing.status()).isEqualTo(2);
            assertThat(missing.err()).contains("not in quarantine: mail 1; 'triaged quarantine list' shows what is");
        }
    }

    @Test
    void aRetryIsDemandedInFullOrNotDone() {
        for (String[] wrong : new String[][] {
            {"retry", "2"},
            {"retry", "--reason", "because"},
            {"retry", "2", "--all", "--reason", "because"},
            {"retry", "2", "--cause", "crash", "--reason", "because"},
            {"retry", "2", "--reason", " "},
            {"retry", "1", "2", "--reason", "because"},
            {"retry", "two", "--reason", "because"}
        }) {
            assertThat(quarantine(wrong).status()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        assertThat(here.ask("SELECT COUNT(*) FROM quarantine")).isEqualTo("1");
    }

    @Test
    void aMailThatFailsAgainIsQuarantinedAgain() {
        assertThat(quarantine("retry", "2", "--reason", "because").out())
                .isEqualTo("1 mail is read once more in the next round: 2\n");
        assertThat(quarantine("list").out()).isEqualTo("nothing is in quarantine\n");
        assertThat(here.ask(AUDIT.formatted(System.getProperty("user.name")))).isEqualTo("1");
        round();
        assertThat(here.ask("SELECT reason || attempts FROM quarantine")).isEqualTo("too-deep1");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void aRunningDaemonAnswersTheSame() {
        List<Ran> alone = questions();
        here.schedule("{every: PT1S, idle: false}").server(server.imapPort(), "none", "", server.smtpPort());
        try (Service daemon =
                Service.start(here.config(), event -> told.add(event.name() + event.fields()), status -> {})) {
            assertThat(daemon).isNotNull();
            assertThat(questions()).isEqualTo(alone);
            assertThat(told).anyMatch(event -> event.startsWith("admin-asked") && event.contains("quarantine-raw"));
            assertThat(quarantine("retry", "--all", "--cause", "crash", "--reason", "because")
                            .out())
                    .isEqualTo("nothing is in quarantine that fits\n");
            assertThat(told).noneMatch(event -> event.startsWith("mail-quarantined"));
            assertThat(quarantine("retry", "--all", "--cause", "too-deep", "--reason", "because", "--format", "json")
                            .out())
                    .contains("\"id\":2,");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> told.stream().anyMatch(event -> event.startsWith("mail-quarantined")));
        }
        assertThat(here.ask(AUDIT.formatted(System.getProperty("user.name")))).isEqualTo("1");
    }

    private List<Ran> questions() {
        return Stream.of(
                        List.of("list"),
                        List.of("list", "--format", "json"),
                        List.of("show", "2"),
                        List.of("export", "2"),
                        List.of("show", "3"))
                .map(words -> quarantine(words.toArray(String[]::new)))
                .toList();
    }

    private Ran quarantine(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("quarantine"));
        arguments.addAll(List.of(words));
        arguments.addAll(
                List.of("--conf", here.conf().toString(), "--data", here.data().toString()));
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

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
