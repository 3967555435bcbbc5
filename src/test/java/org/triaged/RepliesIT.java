package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triaged.Installation.LIST;
import static org.triaged.Installation.patch;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triaged.cli.Verbs;
import org.triaged.source.MailFilesOnDisk;
import org.triaged.triage.Events;
import org.triaged.triage.TriageDaemon;
import org.triaged.wire.MailServer;
import org.triaged.wire.ScriptedSmtpServer;
import org.triaged.wire.ScriptedSmtpServer.Conduct;
import org.triaged.wire.ScriptedSmtpServer.Step;

/** The verbs of {@code replies}, on a reply in doubt, beside a daemon and without one. */
class RepliesIT {

    private static final String STATE = "SELECT state || ' ' || reason FROM reply";

    private static final Duration GRACE_OVER = Duration.ofMinutes(40);

    @TempDir
    private Path folder;

    private final MailServer imap = new MailServer().user(LIST);

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer().at(Step.DOT, Conduct.drop());

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Installation here;

    private String report;

    /** What a verb returned and printed. */
    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void oneReplyIsHeld() {
        here = Installation.at(folder, imap, "live").server(imap.imapPort(), "none", "", smtp.port());
        round();
        imap.append(
                LIST, patch("1@contrib.example.org", "[PATCH] hw/misc: widen the frob window", false), Instant.now());
        round();
        later(GRACE_OVER);
        assertThat(here.ask(STATE)).startsWith("HELD not seen");
        report = here.ask("SELECT report FROM reply");
    }

    @AfterEach
    void close() {
        System.clearProperty("triaged.clock");
        imap.close();
        smtp.close();
    }

    @Test
    void itIsListedShownAndPreviewedTheSameWithAndWithoutADaemon() throws Exception {
        List<Ran> alone = questions();
        assertThat(alone.get(0).out()).contains(report + "  devel  held", "ann@contrib.example.org", "dco-sob-missing");
        assertThat(alone.get(1).out()).isEqualTo("no reply fits\n");
        assertThat(alone.get(5).out())
                .contains("because     not seen after PT30M", "answers     1@contrib.example.org");
        assertThat(alone.get(6).out().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII))
                .isEqualTo(smtp.mails().get(0).bytes());
        assertThat(alone.get(7).out()).contains("\"state\":\"held\"");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("docs/replies.schema.json")))
                        .validate(alone.get(7).out(), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
        here.schedule("{every: PT1H, idle: false}").server(imap.imapPort(), "none", "", smtp.port());
        try (Service daemon =
                Service.start(here.config(), event -> told.add(event.name() + event.fields()), status -> {})) {
            assertThat(daemon).isNotNull();
            assertThat(questions()).isEqualTo(alone);
            assertThat(told).anyMatch(event -> event.startsWith("admin-asked") && event.contains("verb=replies"));
            assertThat(replies("discard", report, "--reason", "told by phone").out())
                    .isEqualTo(report + " is discarded and now discarded\n");
        }
        assertThat(here.ask(STATE)).isEqualTo("DISCARDED discarded");
        assertThat(audited("discarded", "reply-discarded", "told by phone")).isEqualTo("1");
        assertThat(journal()).contains(" DISCARDED ");
    }

    @Test
    void whatIsReleasedLeavesOnceMoreUnderTheSameIdThoughTheDaemonStartsAnewBefore() throws Exception {
        assertThat(replies("release", report, "--reason", "not in the archive").status())
                .isZero();
        assertThat(journal()).contains(" RELEASED ");
        smtp.at(Step.DOT, Conduct.reply("250 taken"));
        Files.createFile(here.data().resolve("STOP"));
        later(Duration.ofHours(30));
        assertThat(here.ask(STATE)).as("an age that no longer counts").isEqualTo("READY released");
        Files.delete(here.data().resolve("STOP"));
        later(Duration.ofHours(30));
        assertThat(here.ask("SELECT state FROM reply")).isEqualTo("SENT");
        assertThat(smtp.mails()).hasSize(2);
        assertThat(smtp.mails().get(1).bytes()).isEqualTo(smtp.mails().get(0).bytes());
    }

    @Test
    void whatIsConfirmedIsSeenByTheMailThatIsNamed() throws Exception {
        assertThat(replies("confirm", report, "--reason", "in the archive", "--mail", "<other@lists.example.org>")
                        .status())
                .isZero();
        assertThat(here.ask("SELECT state || proof FROM reply")).isEqualTo("SEENother@lists.example.org");
        assertThat(journal())
                .contains(" SEEN admin=" + System.getProperty("user.name") + " mid=other@lists.example.org ");
        assertThat(here.broken()).isEmpty();
    }

    @Test
    void whatCannotBeDoneSaysWhatCould() {
        String near = report.substring(0, 11) + (report.endsWith("a") ? "b" : "a");
        for (String verb : List.of("show", "preview", "approve", "release", "discard", "confirm")) {
            List<String> words = new ArrayList<>(List.of(verb, near));
            if (!List.of("show", "preview").contains(verb)) {
                words.addAll(List.of("--reason", "because"));
            }
            Ran ran = replies(words.toArray(String[]::new));
            assertThat(ran.status()).as(verb).isEqualTo(2);
            assertThat(ran.err()).contains("no reply has the report id '" + near + "'; did you mean '" + report + "'?");
        }
        Ran approve = replies("approve", report, "--reason", "because");
        assertThat(approve.status()).isEqualTo(2);
        assertThat(approve.err()).contains(report + " is held, and only what is waiting can be approved");
        assertThat(replies("release", report).err()).contains("--reason");
        assertThat(replies("release", report, "--reason", " ").err()).contains("say why");
        assertThat(replies("list", "--state", "hold").err()).contains("did you mean 'held'?");
        assertThat(replies("list", "--since", "yesterday").err()).contains("'yesterday' is no date");
        assertThat(replies("list", "--limit", "0").err()).contains("not within 1 and 10000");
        Ran none = verb(List.of("replies", "list"), folder.resolve("nowhere"));
        assertThat(none.status()).isEqualTo(74);
        assertThat(here.ask(STATE)).startsWith("HELD not seen");
    }

    private List<Ran> questions() {
        return List.of(
                replies("list"),
                replies("list", "--author", "bob"),
                replies("list", "--author", "ANN", "--rule", "dco-sob-missing", "--state", "held", "--list", "devel"),
                replies("list", "--since", "2040-01-01"),
                replies("list", "--since", "P1D", "--limit", "1"),
                replies("show", report),
                replies("preview", report),
                replies("show", report, "--format", "json"),
                replies("list", "--format", "json"),
                replies("show", "T-aaaaaaaaaa"));
    }

    private String audited(String reason, String action, String said) {
        return here.ask("SELECT COUNT(*) FROM audit_log WHERE actor = '" + System.getProperty("user.name")
                + "' AND action = '" + action + "' AND reason = '" + reason + "' AND said = '" + said + "'");
    }

    private String journal() throws Exception {
        return Files.readString(here.data().resolve("send.journal"));
    }

    private Ran replies(String... words) {
        List<String> arguments = new ArrayList<>(List.of("replies"));
        arguments.addAll(List.of(words));
        return verb(arguments, here.data());
    }

    private Ran verb(List<String> words, Path data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(List.of("--conf", here.conf().toString(), "--data", data.toString()));
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

    private void later(Duration by) {
        System.setProperty("triaged.clock", Instant.now().plus(by).toString());
        round();
    }

    private void round() {
        try (TriageDaemon daemon = here.start(Events.SILENT)) {
            daemon.once();
        }
    }
}
